import { type Asker, askerOf } from '../../domain/matching/asker.ts';
import {
  createPrecedents,
  type Precedent,
  type Precedents,
  USEFUL,
} from '../../domain/matching/precedents.ts';
import { compareIds } from '../../domain/matching/score-experiences.ts';
import { createAcronymReader, createRequestExpansion } from '../../domain/matching/synonyms.ts';
import { calmCapitals, straighten } from '../../domain/text/fold.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { JudgedRequest, JudgmentStore, NewsroomJudgment } from '../../ports/judged-requests.ts';
import type { Thesaurus } from '../../ports/taxonomy.ts';
import { canonicalJson } from './canonical-json.ts';
import { findRegistered } from './find-registered.ts';

export interface RememberDependencies {
  readonly analyse: TextAnalysis;
  readonly thesaurus: Thesaurus;
  readonly gazetteer: Gazetteer;
  readonly hash: Hasher;
  /** Returns the vectors of questions, in order. Throws the errors of the embedder. */
  readonly embedQuestions: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
}

/** A judged request, and its judgment in the newsroom; null when nobody judged it there. */
export interface RememberedRequest {
  readonly request: JudgedRequest;
  readonly judgment: NewsroomJudgment | null;
}

type Judged = ReadonlyMap<string, JudgedRequest>;

/** Judged requests of the program and of the newsroom. All methods throw the errors of the store and the embedder. */
export interface PrecedentMemory {
  /** Hash of the requests of the program. */
  readonly stamp: string;
  current(): Promise<Precedents>;
  /** Reads the store once for a version of the index, which changes with every judgment. */
  at(version: string): Promise<Precedents>;
  /** Returns the precedents as they would be with requests judged otherwise, by id; null takes one back. */
  foresee(judged: ReadonlyMap<string, JudgedRequest | null>): Promise<Precedents>;
  /** Those of the newsroom first, last judged first. */
  list(): Promise<readonly RememberedRequest[]>;
}

/** Text to embed: the question, then its synonyms. */
export function semanticText(text: string, expressions: readonly string[]): string {
  return straighten([calmCapitals(text), ...expressions].join(' '));
}

/** Returns the texts of requests as the model reads them. */
export function precedentTexts(
  requests: readonly Pick<JudgedRequest, 'priorities'>[],
  { groups }: Thesaurus,
): readonly string[] {
  const expand = createRequestExpansion(groups);
  return requests.map(({ priorities }) => semanticText(priorities, expand(priorities)));
}

interface ReadRequest extends Pick<Precedent, 'vector' | 'stems'> {
  readonly asker: Asker | null;
}

/** Reads requests as questions are read, but for their faults; each once. */
function createReadRequests({ analyse, thesaurus, gazetteer, embedQuestions }: RememberDependencies) {
  const spellOut = createAcronymReader(thesaurus.groups);
  const known = new Map<string, ReadRequest>();
  const keyOf = ({ priorities, territory }: JudgedRequest) => JSON.stringify([priorities, territory]);

  return async (
    requests: readonly JudgedRequest[],
  ): Promise<(request: JudgedRequest) => readonly ReadRequest[]> => {
    const unknown = requests.filter((request) => !known.has(keyOf(request)));
    const vectors = await embedQuestions(precedentTexts(unknown, thesaurus));
    for (const [position, request] of unknown.entries()) {
      const { territory, priorities } = request;
      const vector = vectors[position];
      if (vector === undefined) continue;
      known.set(keyOf(request), {
        vector,
        stems: analyse([priorities, ...spellOut(priorities)].join(' ')).map(({ stem }) => stem),
        asker: askerOf(territory.kind, findRegistered(territory, gazetteer)?.populationCount ?? null),
      });
    }
    return (request) => [known.get(keyOf(request))].flatMap((read) => read ?? []);
  };
}

/** Returns what builds precedents from the requests of the program and those judged since; the last two stay. */
function createBuilder(
  program: readonly JudgedRequest[],
  stamp: string,
  dependencies: RememberDependencies,
): (judged: Judged) => Promise<Precedents> {
  const { hash } = dependencies;
  const ofProgram = new Map(program.map((request) => [request.id, request]));
  const readForProgram = new Set(program.flatMap(({ experiences }) => Object.keys(experiences)));
  const readRequests = createReadRequests(dependencies);

  function toPrecedent({ id, experiences, levers }: JudgedRequest, read: ReadRequest): Precedent {
    const before = ofProgram.get(id);
    const useful = Object.entries(experiences).filter(
      ([experience, grade]) => grade >= USEFUL && grade !== before?.experiences[experience],
    );
    return {
      id,
      ...read,
      grades: new Map(Object.entries(experiences)),
      read: before === undefined ? new Set() : readForProgram,
      vouched: useful.map(([experience]) => experience),
      // A judgment of the newsroom may be of members' experiences, of which the public learns nothing.
      isAnswered: before === undefined || Object.values(before.experiences).some((grade) => grade >= USEFUL),
      levers,
    };
  }

  async function build(judged: Judged, ownStamp: string): Promise<Precedents> {
    // Sums of another order differ in their last bits: an instance that judges and one that reads agree.
    const requests = [...new Map([...ofProgram, ...judged]).values()].sort((a, b) => compareIds(a.id, b.id));
    const readOf = await readRequests(requests);
    const precedents = requests.flatMap((request) =>
      readOf(request).map((read) => toPrecedent(request, read)),
    );
    return createPrecedents(precedents, ownStamp);
  }

  /** Those that readers have, and those that a judgment under way will make of them. */
  const keep = createLastTwo();
  return (judged) => {
    const ownStamp = hash(canonicalJson([stamp, Object.fromEntries(judged)]));
    return keep(ownStamp, () => build(judged, ownStamp));
  };
}

/** Keeps the last two that were asked, by key; one that fails is asked again. */
function createLastTwo() {
  let kept: readonly { readonly key: string; readonly precedents: Promise<Precedents> }[] = [];
  return (key: string, ask: () => Promise<Precedents>): Promise<Precedents> => {
    const found = kept.find((one) => one.key === key);
    if (found !== undefined) return found.precedents;
    const precedents = ask();
    kept = [{ key, precedents }, ...kept].slice(0, 2);
    precedents.catch(() => {
      kept = kept.filter((one) => one.precedents !== precedents);
    });
    return precedents;
  };
}

/** Remembers the requests of the program, and those that `store` has. */
export function createPrecedentMemory(
  program: readonly JudgedRequest[],
  store: JudgmentStore,
  dependencies: RememberDependencies,
): PrecedentMemory {
  const stamp = dependencies.hash(JSON.stringify(program));
  const remember = createBuilder(program, stamp, dependencies);
  const readJudged = async () => new Map((await store.list()).map(({ request }) => [request.id, request]));
  const current = async () => remember(await readJudged());

  /** Each audience has its version. */
  const keep = createLastTwo();

  return {
    stamp,
    current,
    at: (version) => keep(version, current),
    async foresee(judged) {
      const all = await readJudged();
      for (const [id, request] of judged) request === null ? all.delete(id) : all.set(id, request);
      return remember(all);
    },
    async list() {
      const judgments = await store.list();
      const ids = new Set(judgments.map(({ request }) => request.id));
      const others = program.filter(({ id }) => !ids.has(id));
      return [
        ...judgments.map((judgment) => ({ request: judgment.request, judgment })),
        ...others.map((request) => ({ request, judgment: null })),
      ];
    },
  };
}
