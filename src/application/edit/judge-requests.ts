import { DomainError } from '../../domain/errors.ts';
import { FAULTS } from '../../domain/faults.ts';
import { expectedGain } from '../../domain/matching/precedents.ts';
import type { TerritoryKind } from '../../domain/territory/territory.ts';
import type { JudgedRequest, NewsroomJudgment } from '../../ports/judged-requests.ts';
import { experienceNotFound } from '../browse/search-experiences.ts';
import { checkTaxonomy, resolveTerritory } from '../common/asked-ids.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { findRegistered } from '../common/find-registered.ts';
import type { PrecedentMemory, RememberedRequest } from '../common/precedent-memory.ts';
import { indexExperience } from '../index/index-experience.ts';
import { prepareStored } from './edit-fiches.ts';
import type { FicheEditor, ReadFiche } from './fiche-reader.ts';
import { createEditStage, type EditingDependencies, publishEdit } from './publish-edit.ts';

export interface JudgingDependencies extends EditingDependencies {
  readonly precedents: PrecedentMemory;
  /** Throws `experience-not-found`. */
  readonly readFiche: (id: string, editor: FicheEditor) => Promise<ReadFiche>;
}

/** Judgment of a request, whose absent parts stay as they were. */
export interface GivenJudgment {
  /** From 0 (useless) to 3 (answers the request), by the id of an experience. */
  readonly experiences?: JudgedRequest['experiences'] | undefined;
  readonly levers?: readonly string[] | undefined;
}

/** Judgment of a new request; its territory by its code, and by its kind where the code has two. */
export interface NewJudgment extends GivenJudgment {
  readonly code: string | null;
  readonly kind?: TerritoryKind | undefined;
  readonly priorities: string;
}

/** Requests that are shown to know whether a fiche answers them. */
const NEAREST = 10;
const ID_LENGTH = 12;

function notFound(id: string): DomainError {
  return new DomainError('judged-request-not-found', FAULTS['judged-request-not-found'].advice, { id });
}

async function lookUp(
  id: string,
  { precedents }: JudgingDependencies,
): Promise<RememberedRequest | undefined> {
  return (await precedents.list()).find(({ request }) => request.id === id);
}

async function find(id: string, dependencies: JudgingDependencies): Promise<RememberedRequest> {
  const found = await lookUp(id, dependencies);
  if (found === undefined) throw notFound(id);
  return found;
}

/** Parts of a request that two newsrooms share. */
function pickJudged({ territory: { kind, code }, priorities, experiences, levers }: JudgedRequest) {
  return { kind, code, priorities, experiences, levers };
}

interface Change {
  readonly id: string;
  readonly before: JudgedRequest | null;
  readonly judgment: Omit<NewsroomJudgment, 'at'> | null;
}

/** Publishes judgments, with the gains of the experiences that they grade, at once for readers. */
async function publishJudgments(
  changes: readonly Change[],
  editor: FicheEditor,
  dependencies: JudgingDependencies,
): Promise<void> {
  const { store, precedents } = dependencies;
  const judged = new Map(changes.map(({ id, judgment }) => [id, judgment?.request ?? null]));
  const gradesOf = (request: JudgedRequest | null | undefined) => request?.experiences ?? {};
  const graded = new Set(
    changes.flatMap(({ before, judgment }) => [
      ...Object.keys(gradesOf(before)),
      ...Object.keys(gradesOf(judgment?.request)),
    ]),
  );
  const staging = {
    ...dependencies,
    precedents: { stamp: precedents.stamp, current: () => precedents.foresee(judged) },
  };
  const prepare = async () => {
    const fiches = [];
    for (const id of graded) fiches.push((await store.loadFiche(id, editor)) ?? []);
    return {
      result: undefined,
      changes: fiches.flat().map((fiche) => ({
        change: prepareStored(fiche, fiche.corrections, dependencies),
        storedIds: [fiche.experience.id],
      })),
      judgments: changes.map(({ id, judgment }) => ({ id, judgment })),
      audits: changes.map(({ id, before, judgment }) => ({
        actor: editor.actor,
        action: 'judge' as const,
        subject: id,
        before: gradesOf(before),
        after: gradesOf(judgment?.request),
      })),
    };
  };
  await publishEdit(prepare, dependencies, createEditStage(staging));
}

function createDescribe({ store, gazetteer }: JudgingDependencies) {
  /** Names the territories and the experiences of requests, those deleted since left out. */
  return async (remembered: readonly RememberedRequest[]) => {
    const ids = new Set(remembered.flatMap(({ request }) => Object.keys(request.experiences)));
    const titles = new Map(
      (await store.loadExperiences([...ids])).map(({ id, title }) => [id, title] as const),
    );
    return remembered.map(({ request, judgment }) => ({
      ...request,
      territory: { ...request.territory, name: findRegistered(request.territory, gazetteer)?.name ?? null },
      experiences: Object.entries(request.experiences)
        .sort(([, a], [, b]) => b - a)
        .flatMap(([id, grade]) => {
          const title = titles.get(id);
          return title === undefined ? [] : { id, title, grade };
        }),
      /** ISO 8601; null for a request that nobody judged here. */
      judgedAt: judgment?.at ?? null,
    }));
  };
}

function createReadJudged(dependencies: JudgingDependencies) {
  const { store, precedents, analyse, embedder, readFiche } = dependencies;
  const describe = createDescribe(dependencies);
  const stemsOf = (text: string) => analyse(text).map(({ stem }) => stem);

  return {
    /** @throws DomainError `judged-request-not-found` */
    async read(id: string) {
      const [described] = await describe([await find(id, dependencies)]);
      if (described === undefined) throw notFound(id);
      return described;
    },
    /** Requests that have all the words of `text`, those judged here first, from `offset`, at most `limit`. */
    async list({
      text,
      offset,
      limit,
    }: {
      readonly text: string;
      readonly offset: number;
      readonly limit: number;
    }) {
      const words = stemsOf(text);
      const matching = (await precedents.list()).filter(({ request }) => {
        const own = new Set(words.length === 0 ? [] : stemsOf(request.priorities));
        return words.every((word) => own.has(word));
      });
      return { total: matching.length, requests: await describe(matching.slice(offset, offset + limit)) };
    },
    /**
     * Requests that an experience is the likeliest to answer, judged for it or not, likeliest first, ten at most.
     * @throws DomainError `experience-not-found`
     */
    async nearest(experienceId: string, editor: FicheEditor) {
      const fiche = await readFiche(experienceId, editor);
      const { experiences } = prepareStored(fiche, fiche.corrections, dependencies);
      const current = await precedents.current();
      const gains: (readonly [id: string, gain: number])[] = [];
      for (const { prepared } of experiences) {
        const stored = { modelId: embedder.modelId, experienceIds: [experienceId], batch: '', key: '' };
        const known = await store.loadEmbeddings(stored);
        const { passages, lexical } = await indexExperience(
          prepared,
          { embedder, precedents: current },
          known,
        );
        const embeddings = passages.map(({ embedding }) => embedding);
        const likenesses = current.expectationsOf({ id: experienceId, embeddings, lexical });
        gains.push(...likenesses.map((one) => [one.id, expectedGain(one)] as const));
      }
      const nearest = gains.sort(([, a], [, b]) => b - a).slice(0, NEAREST);
      const all = new Map((await precedents.list()).map((each) => [each.request.id, each]));
      return describe(nearest.flatMap(([id]) => all.get(id) ?? []));
    },
  };
}

/**
 * Judges requests for editors with access to members' experiences. All methods throw the errors of the store and of
 * the embedder.
 */
export function createJudgeRequests(dependencies: JudgingDependencies) {
  const { store, precedents, taxonomy, gazetteer, hash } = dependencies;

  async function check({ experiences = {}, levers = [] }: GivenJudgment): Promise<void> {
    checkTaxonomy(taxonomy, { themes: [], levers });
    const ids = Object.keys(experiences);
    const found = new Set((await store.loadExperiences(ids)).map(({ id }) => id));
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw experienceNotFound(missing);
  }

  async function change(id: string, given: GivenJudgment, editor: FicheEditor): Promise<void> {
    await check(given);
    const { request: before, judgment } = await find(id, dependencies);
    const { experiences = {}, levers = before.levers } = given;
    const request = { ...before, experiences: { ...before.experiences, ...experiences }, levers };
    const previous = judgment === null ? null : before;
    await publishJudgments([{ id, before, judgment: { request, previous } }], editor, dependencies);
  }

  return {
    ...createReadJudged(dependencies),
    /** @throws DomainError `judged-request-not-found`, `lever-unknown`, `experience-not-found` */
    change,
    /**
     * Judges a new request; the same text from the same territory is the same request, which is changed. Returns its
     * id.
     * @throws DomainError `territory-unknown`, `territory-ambiguous`, `lever-unknown`, `experience-not-found`
     */
    async judge({ code, kind, priorities, ...given }: NewJudgment, editor: FicheEditor): Promise<string> {
      const registered = code === null ? null : resolveTerritory(gazetteer, code, kind);
      const territory = { kind: registered?.kind ?? null, code: registered?.code ?? null };
      const id = `j-${hash(JSON.stringify([territory, priorities])).slice(0, ID_LENGTH)}`;
      if ((await lookUp(id, dependencies)) !== undefined) {
        await change(id, given, editor);
        return id;
      }
      await check(given);
      const { experiences = {}, levers = [] } = given;
      const request = { id, territory, priorities, experiences, levers };
      const judgment = { request, previous: null };
      await publishJudgments([{ id, before: null, judgment }], editor, dependencies);
      return id;
    },
    /** Requests judged here, last judged first. */
    async exported(): Promise<readonly JudgedRequest[]> {
      return (await precedents.list()).flatMap(({ request, judgment }) => (judgment === null ? [] : request));
    },
    /**
     * Judges requests as another newsroom did, in one publication, without the experiences and levers that do not
     * exist here. Returns the number of requests that this changes.
     */
    async adopt(requests: readonly JudgedRequest[], editor: FicheEditor): Promise<number> {
      const { experiences: stored } = await store.loadState();
      const levers = new Set(taxonomy.levers.map(({ id }) => id));
      const remembered = new Map((await precedents.list()).map((each) => [each.request.id, each]));
      const changes = requests.flatMap((given): readonly Change[] => {
        const { request: before = null, judgment = null } = remembered.get(given.id) ?? {};
        const request = {
          ...given,
          experiences: Object.fromEntries(Object.entries(given.experiences).filter(([id]) => stored.has(id))),
          levers: given.levers.filter((id) => levers.has(id)),
        };
        if (canonicalJson([before && pickJudged(before)]) === canonicalJson([pickJudged(request)])) return [];
        return [{ id: given.id, before, judgment: { request, previous: judgment && before } }];
      });
      if (changes.length > 0) await publishJudgments(changes, editor, dependencies);
      return changes.length;
    },
    /**
     * Takes the last judgment of a request back: it becomes what it was before.
     * @throws DomainError `judged-request-not-found` when nobody judged it here
     */
    async takeBack(id: string, editor: FicheEditor): Promise<void> {
      const { request: before, judgment } = await find(id, dependencies);
      if (judgment === null) throw notFound(id);
      const { previous } = judgment;
      const restored = previous && { request: previous, previous: null };
      await publishJudgments([{ id, before, judgment: restored }], editor, dependencies);
    },
  };
}
