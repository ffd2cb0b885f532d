import type { Audience } from '../../domain/experience/experience.ts';
import type { Evoked } from '../../domain/explanation/explain.ts';
import { type Asker, askerOf } from '../../domain/matching/asker.ts';
import { createCueFinder } from '../../domain/matching/find-cues.ts';
import { logitOf } from '../../domain/matching/linear-head.ts';
import type { Question } from '../../domain/matching/question.ts';
import { createAcronymReader, createRequestExpansion, knownIn } from '../../domain/matching/synonyms.ts';
import { type Profile, type Resolved, UNKNOWN } from '../../domain/profile/profile.ts';
import {
  type Condition,
  createAreaNamed,
  type Facts,
  factsOf,
  findConditions,
} from '../../domain/request/conditions.ts';
import {
  findNeeds,
  type Need,
  type ReadSegment,
  type Segment,
  splitSegments,
} from '../../domain/request/find-needs.ts';
import { createLeverReader, type ReadLevers, type ReadLeversOf } from '../../domain/request/read-levers.ts';
import type { Reading } from '../../domain/request/read-text.ts';
import type { RefusedSubject } from '../../domain/request/refusals.ts';
import { statuteOf } from '../../domain/territory/statutes.ts';
import type { RegisteredTerritory, Setting, TerritoryKind } from '../../domain/territory/territory.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy, Thesaurus } from '../../ports/taxonomy.ts';
import { checkTaxonomy, findNamed, resolveNamed } from '../common/asked-ids.ts';
import { checkModel } from '../common/current-index.ts';
import { semanticText } from '../common/precedent-memory.ts';
import { createReadTyped, type ReadingDependencies } from '../common/read-text.ts';
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

function resolve<T>(given: T | null | undefined, derived: T | null | undefined, read?: T): Resolved<T> {
  if (given !== null && given !== undefined) return { origin: 'given', value: given };
  if (derived !== null && derived !== undefined) return { origin: 'derived', value: derived };
  return read === undefined ? UNKNOWN : { origin: 'read', value: read };
}

/** Finds the territory of the request in the register; a population or a setting beside a name tells another one. */
function registeredOf(asked: AskedTerritory | null, gazetteer: Gazetteer): RegisteredTerritory | null {
  if (asked === null) return null;
  const { code, name, populationCount, setting } = asked;
  const kind = asked.kind ?? undefined;
  if (code !== null) return resolveNamed(gazetteer, code, kind);
  const isAlone = populationCount === null && setting === null;
  return name !== null && isAlone ? findNamed(gazetteer, name, kind) : null;
}

/**
 * Completes the request from the register, then from its words; given values win.
 * @throws DomainError `territory-unknown`, `territory-ambiguous`
 */
function resolveProfile(asked: AskedProfile, gazetteer: Gazetteer, read: Facts): Profile {
  const { territory } = asked;
  const registered = registeredOf(territory, gazetteer);
  return {
    territory: {
      code: registered?.code ?? null,
      name: registered?.name ?? territory?.name ?? null,
    },
    kind: resolve(registered === null ? territory?.kind : null, registered?.kind, read.kind),
    statute: registered === null ? null : statuteOf(registered),
    epciForm: registered?.epciForm ?? null,
    populationCount: resolve(territory?.populationCount, registered?.populationCount, read.populationCount),
    setting: resolve(territory?.setting, registered?.setting, read.setting),
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

export interface MatchRequest extends AskedProfile {
  /** Reads the priorities as they are written, without correction or deduction. */
  readonly asTyped?: boolean;
  /** Ids of experiences to leave out. */
  readonly exclude: readonly string[];
  readonly audience: Audience;
}

/** Text as it is searched: its words, acronyms spelled out, and its vector. */
export interface SoughtText {
  readonly stems: readonly string[];
  readonly embedding: Float32Array;
  /** Null for a refused subject. */
  readonly asker: Asker | null;
}

export interface UnderstoodNeed extends SoughtText, Pick<Question, 'profile' | 'cueCount'> {
  readonly need: Need;
  readonly evoked: Evoked;
}

/** A resolved request, before retrieval. */
export interface UnderstoodRequest {
  readonly request: MatchRequest;
  /** Its priorities are as typed. */
  readonly profile: Profile;
  readonly reading: Reading;
  /** Whether the priorities were too long to be read to their end. */
  readonly isCut: boolean;
  readonly readLevers: ReadLevers;
  /** Ways to say the subjects that it refuses. */
  readonly refusals: readonly SoughtText[];
  readonly conditions: readonly Condition[];
  /** The whole text; the need itself when there is only one. */
  readonly whole: UnderstoodNeed;
  /** In the order of the priorities; at least one. */
  readonly needs: readonly UnderstoodNeed[];
}

export interface UnderstandDependencies extends ReadingDependencies {
  readonly embedder: Embedder;
  readonly gazetteer: Gazetteer & Pick<TerritoryNames, 'listNames'>;
  readonly taxonomy: Taxonomy;
  readonly thesaurus: Thesaurus;
}

/** The model reads no more segments than this: it bounds the cost of a question. The longest letters have about 20. */
const MAX_SEGMENTS = 24;

/** Share of a segment from which its condition leaves no need: «uniquement des exemples en Corse svp». */
const MOSTLY_CONDITION = 0.7;

/** Reads the expressions of the field in a text. Folds them once. */
export function createFieldReader({ themes }: Taxonomy, { groups }: Thesaurus) {
  const expressions = [...themes.flatMap(({ cues, label }) => [...cues, label]), ...groups.flat()];
  return { expand: createRequestExpansion(groups), isKnown: knownIn(expressions) };
}

type FieldReader = ReturnType<typeof createFieldReader>;

function createReadNeed(
  { embedder, taxonomy, thesaurus, analyse }: UnderstandDependencies,
  expand: FieldReader['expand'],
  readLeversOf: ReadLeversOf,
) {
  const spellOut = createAcronymReader(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const stemsOf = (text: string) => analyse(text).map(({ stem }) => stem);

  async function readRefusal(
    { subject: { text } }: RefusedSubject,
    signal?: AbortSignal,
  ): Promise<readonly SoughtText[]> {
    const expressions = expand(text);
    const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
    return [text, ...expressions].map((said) => ({ stems: stemsOf(said), embedding, asker: null }));
  }

  /** @param words of the need, without what they refuse */
  async function readNeed(
    need: Need,
    words: string,
    profile: Profile,
    signal?: AbortSignal,
  ): Promise<UnderstoodNeed> {
    const { evoked } = readLeversOf(words);
    const themeCues = findThemeCues(words);
    const expressions = expand(words);
    const text = questionText(words, profile, taxonomy);
    const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
    return {
      need,
      profile,
      stems: stemsOf([text, ...spellOut(text)].join(' ')),
      embedding,
      asker: askerOf(profile.kind.value, profile.populationCount.value),
      cueCount: [...themeCues.values(), ...evoked.values()].flat().length,
      evoked: { themes: [...themeCues.keys()], levers: [...evoked.keys()] },
    };
  }

  return { readRefusal, readNeed };
}

/** Creates the reading of every place where another need may begin. Throws the errors of the model. */
export function createReadSegments(embedder: Embedder, { expand, isKnown }: FieldReader) {
  return async (segments: readonly Segment[], signal?: AbortSignal): Promise<readonly ReadSegment[]> => {
    const read: ReadSegment[] = [];
    for (const segment of segments) {
      const embedding = await embedder.embedQuery(semanticText(segment.text, expand(segment.text)), signal);
      const subject = logitOf(embedding, embedder.calibration.heads.subject);
      read.push({ ...segment, embedding, subject, isTerm: isKnown(segment.text) });
    }
    return read;
  };
}

/** Resolves a request and reads its needs. Throws the errors of the request and the model; see `createRecommend`. */
export function createUnderstandRequest(dependencies: UnderstandDependencies) {
  const { embedder, gazetteer, taxonomy, thesaurus, currentIndex } = dependencies;
  const readTyped = createReadTyped(dependencies);
  const areaNamed = createAreaNamed(gazetteer.listNames().map(({ territory }) => territory));
  const field = createFieldReader(taxonomy, thesaurus);
  const readLeversOf = createLeverReader(taxonomy.levers, taxonomy.themes, field.isKnown);
  const { readRefusal, readNeed } = createReadNeed(dependencies, field.expand, readLeversOf);
  const readSegments = createReadSegments(embedder, field);

  /** Returns the needs that the priorities tell, none when they are one segment or too many. */
  async function splitNeeds(
    priorities: string,
    conditions: readonly Condition[],
    signal?: AbortSignal,
  ): Promise<readonly Need[]> {
    const isCondition = ({ start, end }: Segment) =>
      conditions.some(
        ({ words }) =>
          Math.min(end, words.end) - Math.max(start, words.start) >= MOSTLY_CONDITION * (end - start),
      );
    const segments = splitSegments(priorities).filter((segment) => !isCondition(segment));
    if (segments.length < 2 || segments.length > MAX_SEGMENTS) return [];
    return findNeeds(priorities, await readSegments(segments, signal));
  }

  return async (request: MatchRequest, signal?: AbortSignal): Promise<UnderstoodRequest> => {
    checkTaxonomy(taxonomy, request);
    const { audience, priorities, asTyped = false } = request;
    checkModel((await currentIndex.known(audience, signal)).modelId, embedder);
    const understood = await readTyped({ text: priorities, asTyped, audience }, signal);
    const reading = { ...understood, text: embedder.cutQuestion(understood.text) };
    const isCut = reading.text !== understood.text;
    const conditions = asTyped ? [] : findConditions(reading.text, areaNamed);
    const profile = resolveProfile(request, gazetteer, factsOf(conditions));
    const idle = conditions.flatMap(({ facts, words }) => (facts.isIdle ? [words] : []));
    const nothingRefused = asTyped && { refused: new Map(), setAside: [], wanted: reading.text };
    const readLevers: ReadLevers = { ...readLeversOf(reading.text, idle), ...nothingRefused };
    const read = ({ start, end }: Omit<Need, 'text'>) => {
      const words = readLevers.wanted.slice(start, end).replace(/\s+/gu, ' ').trim();
      return readNeed({ text: reading.text.slice(start, end), start, end }, words, profile, signal);
    };
    const refusals: SoughtText[] = [];
    for (const refusal of readLevers.setAside) refusals.push(...(await readRefusal(refusal, signal)));
    const whole = await read({ start: 0, end: reading.text.length });
    const told = await splitNeeds(readLevers.wanted, conditions, signal);
    const needs: UnderstoodNeed[] = [];
    for (const need of told.length < 2 ? [] : told) needs.push(await read(need));
    if (needs.length === 0) needs.push(whole);
    return { request, profile, reading, isCut, readLevers, refusals, conditions, whole, needs };
  };
}
