import type { Audience } from '../../domain/experience/experience.ts';
import type { Evoked } from '../../domain/explanation/explain.ts';
import { createCueFinder, createLeverReader, type ReadLevers } from '../../domain/matching/find-cues.ts';
import { logitOf } from '../../domain/matching/linear-head.ts';
import type { Mode, Question } from '../../domain/matching/question.ts';
import { createRequestExpansion } from '../../domain/matching/synonyms.ts';
import { type Profile, type Resolved, UNKNOWN } from '../../domain/profile/profile.ts';
import { findNeeds, type Need, type ReadSegment, splitSegments } from '../../domain/request/find-needs.ts';
import {
  deriveSetting,
  type RegisteredTerritory,
  type Setting,
  type TerritoryKind,
} from '../../domain/territory/territory.ts';
import { calmCapitals, straighten } from '../../domain/text/fold.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Taxonomy, Thesaurus } from '../../ports/taxonomy.ts';
import { checkTaxonomy, resolveTerritory } from '../common/asked-ids.ts';
import { type CurrentIndex, checkModel } from '../common/current-index.ts';
import { labelOf } from './phrase-reasons.ts';

/** Territory of the request: a registered one (`code`), or known facts about another. */
export interface AskedTerritory {
  readonly code: string | null;
  readonly kind: TerritoryKind | null;
  readonly name: string | null;
  readonly populationCount: number | null;
  /** Overrides the derived setting. */
  readonly setting: Setting | null;
}

export interface AskedProfile {
  readonly territory: AskedTerritory | null;
  readonly priorities: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

function resolve<T>(given: T | null | undefined, derived: T | null | undefined): Resolved<T> {
  if (given !== null && given !== undefined) return { origin: 'given', value: given };
  if (derived !== null && derived !== undefined) return { origin: 'derived', value: derived };
  return UNKNOWN;
}

/**
 * Completes the request from the register; given values win.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
function resolveProfile(asked: AskedProfile, gazetteer: Gazetteer): Profile {
  const { territory } = asked;
  const registered: RegisteredTerritory | null =
    territory?.code == null ? null : resolveTerritory(gazetteer, territory.code, territory.kind ?? undefined);
  return {
    territory: {
      code: registered?.code ?? null,
      name: registered?.name ?? territory?.name ?? null,
    },
    kind: resolve(registered === null ? territory?.kind : null, registered?.kind),
    populationCount: resolve(territory?.populationCount, registered?.populationCount),
    setting: resolve(territory?.setting, registered && deriveSetting(registered)),
    department: resolve(null, registered?.department),
    region: resolve(null, registered?.region),
    priorities: asked.priorities,
    themes: asked.themes,
    levers: asked.levers,
  };
}

/** Joins the words of a need and the labels of the chosen themes and levers. */
export function questionText(words: string, profile: Profile, taxonomy: Taxonomy): string {
  return [
    words,
    ...profile.themes.map((id) => labelOf(id, taxonomy.themes)),
    ...profile.levers.map((id) => labelOf(id, taxonomy.levers)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Text to embed: the question, then its synonyms. */
export function semanticText(text: string, expressions: readonly string[]): string {
  return straighten([calmCapitals(text), ...expressions].join(' '));
}

export interface MatchRequest extends AskedProfile {
  /** Ids of experiences to leave out. */
  readonly exclude: readonly string[];
  readonly mode: Mode;
  readonly audience: Audience;
}

/** Need of a resolved request, as the model reads it: its text (`questionText`) and vector, its cues and synonyms. */
export interface UnderstoodNeed extends Pick<Question, 'profile' | 'mode' | 'cueCount' | 'expressionCount'> {
  readonly need: Need;
  readonly readLevers: ReadLevers;
  readonly evoked: Evoked;
  readonly text: string;
  readonly embedding: Float32Array;
}

/** A resolved request, before retrieval. */
export interface UnderstoodRequest {
  readonly request: MatchRequest;
  /** Its priorities are those that were read. */
  readonly profile: Profile;
  /** Whether the priorities of the request are longer than those of the profile. */
  readonly isCut: boolean;
  /** The whole text; the need itself when there is only one. */
  readonly whole: UnderstoodNeed;
  /** In the order of the priorities; at least one. */
  readonly needs: readonly UnderstoodNeed[];
}

export interface UnderstandDependencies {
  readonly embedder: Embedder;
  readonly gazetteer: Gazetteer;
  readonly taxonomy: Taxonomy;
  readonly thesaurus: Thesaurus;
  readonly currentIndex: CurrentIndex;
}

function countCues(...found: readonly ReadonlyMap<string, readonly unknown[]>[]): number {
  return found.flatMap((cues) => [...cues.values()].flat()).length;
}

function wholeNeed(priorities: string): Need {
  return { text: priorities, start: 0, end: priorities.length };
}

/** The model reads no more segments than this: it bounds the cost of a question. The longest letters have about 20. */
const MAX_SEGMENTS = 24;

/** Resolves a request and reads its needs. Throws the errors of the request and the model; see `createRecommend`. */
export function createUnderstandRequest(dependencies: UnderstandDependencies) {
  const { embedder, gazetteer, taxonomy, thesaurus, currentIndex } = dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const readLeversOf = createLeverReader(taxonomy.levers);

  /**
   * Returns the needs that the priorities tell, none when they are one segment or too many. The model reads every place
   * where another need may begin.
   */
  async function splitNeeds(priorities: string, signal?: AbortSignal): Promise<readonly Need[]> {
    const segments = splitSegments(priorities);
    if (segments.length < 2 || segments.length > MAX_SEGMENTS) return [];
    const read: ReadSegment[] = [];
    for (const segment of segments) {
      const embedding = await embedder.embedQuery(semanticText(segment.text, expand(segment.text)), signal);
      read.push({ ...segment, embedding, subject: logitOf(embedding, embedder.calibration.heads.subject) });
    }
    return findNeeds(priorities, read);
  }

  async function readNeed(
    need: Need,
    profile: Profile,
    mode: Mode,
    signal?: AbortSignal,
  ): Promise<UnderstoodNeed> {
    const readLevers = readLeversOf(need.text);
    const { evoked, wanted } = readLevers;
    const themeCues = findThemeCues(need.text);
    const cueCount = countCues(themeCues, evoked);
    // A single leg is the baseline of a plain search engine, without knowledge of the field.
    const words = mode === 'hybrid' ? wanted : need.text;
    const expressions = mode === 'hybrid' ? expand(words) : [];
    const text = questionText(words, profile, taxonomy);
    const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
    return {
      need,
      readLevers,
      profile,
      mode,
      text,
      embedding,
      cueCount,
      expressionCount: expressions.length,
      evoked: { themes: [...themeCues.keys()], levers: [...evoked.keys()] },
    };
  }

  return async (request: MatchRequest, signal?: AbortSignal): Promise<UnderstoodRequest> => {
    checkTaxonomy(taxonomy, request);
    const { audience, mode } = request;
    checkModel((await currentIndex.known(audience, signal)).modelId, embedder);
    const asked = resolveProfile(request, gazetteer);
    const profile = { ...asked, priorities: embedder.cutQuestion(asked.priorities) };
    const isCut = profile.priorities !== asked.priorities;
    const whole = await readNeed(wholeNeed(profile.priorities), profile, mode, signal);
    const told = mode === 'hybrid' ? await splitNeeds(profile.priorities, signal) : [];
    if (told.length < 2) return { request, profile, isCut, whole, needs: [whole] };
    const needs: UnderstoodNeed[] = [];
    for (const need of told) needs.push(await readNeed(need, profile, mode, signal));
    return { request, profile, isCut, whole, needs };
  };
}
