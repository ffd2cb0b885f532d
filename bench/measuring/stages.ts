import { createRecommend, type RecommendDependencies } from '../../src/application/recommend/recommend.ts';
import type { Composition } from '../../src/composition/compose.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
import { measureAlternately, type Stage } from './alternate.ts';
import { openHttpService } from './http-service.ts';
import type { ReadQuestion } from './questions.ts';

/**
 * Stages of a recommendation:
 *   embedding      bare vector of the priorities; the other stages are compared with it
 *   embedding-read vector of the text for the model, labels and synonyms included
 *   version        version of the index, and its statistics when they have changed
 *   semantic       candidates of the semantic leg alone
 *   candidates     candidates of both legs, as the service asks
 *   contents       texts of the experiences shown, as the service asks
 *   fit            computation in the process: question, scores, levers, reasons
 *   search         everything but the vector: candidates, contents, fit
 *   http           POST /v1/recommendations through a socket
 */
export const STAGES = [
  'embedding',
  'embedding-read',
  'version',
  'semantic',
  'candidates',
  'contents',
  'fit',
  'search',
  'http',
] as const;
export type StageName = (typeof STAGES)[number];
export type StageTimes = ReadonlyMap<StageName, readonly number[]>;

const AUDIENCE: Audience = 'public';
/** Default number of experiences in an answer. */
const DEFAULT_LIMIT = 5;

/** Varies the text of a question, so that no cache answers. */
const varied = (text: string, turn: number, use: string) => `${text} (${use} ${turn})`;

/** Makes the service's own use case, with known vectors in place of the model. */
export function searchOf(parts: RecommendDependencies, questions: readonly ReadQuestion[]) {
  const vectors = new Map(questions.flatMap(({ vectors: read }) => [...read]));
  const embedQuery = async (text: string) => {
    const vector = vectors.get(text);
    if (vector === undefined) throw new TypeError(`no vector is known for « ${text} »`);
    return vector;
  };
  const recommend = createRecommend({ ...parts, embedder: { ...parts.embedder, embedQuery } });
  return async ({ judged }: ReadQuestion, audience: Audience = AUDIENCE, limit: number = DEFAULT_LIMIT) =>
    (await recommend({ ...judged.request, audience, limit })).answer;
}

type Store = RecommendDependencies['store'];
type Retrieval = Awaited<ReturnType<Store['retrieve']>>;

type Contents = Awaited<ReturnType<Store['readContents']>>;

/** Answers of the store: what it retrieves, and the contents of the experiences that were chosen, by vector. */
interface Answers {
  readonly retrievals: Map<string, Retrieval>;
  readonly contents: Map<Float32Array, { readonly chosen: readonly string[]; readonly read: Contents }>;
}

/** Two texts may have one vector for the model, and other words. */
const retrievalKey = ({ embedding, lexical }: Parameters<Store['retrieve']>[0]) =>
  JSON.stringify([[...embedding.subarray(0, 8)], [...lexical]]);

/** Asks each question once and records the answers of the store. */
async function noteAnswers(
  parts: RecommendDependencies,
  questions: readonly ReadQuestion[],
): Promise<Answers> {
  const answers: Answers = { retrievals: new Map(), contents: new Map() };
  const store: Store = {
    async retrieve(request, audience) {
      const retrieval = await parts.store.retrieve(request, audience);
      answers.retrievals.set(retrievalKey(request), retrieval);
      return retrieval;
    },
    async readContents(chosen, embedding, audience) {
      const read = await parts.store.readContents(chosen, embedding, audience);
      answers.contents.set(embedding, { chosen, read });
      return read;
    },
  };
  const search = searchOf({ ...parts, store }, questions);
  for (const question of questions) await search(question);
  return answers;
}

function answerTo<K, T>(answers: ReadonlyMap<K, T>, asked: K): T {
  const answered = answers.get(asked);
  if (answered === undefined) throw new TypeError('a question to which nothing was shown');
  return answered;
}

/** Makes the use case with a known index and known answers of the store. */
async function fitOf(parts: RecommendDependencies, questions: readonly ReadQuestion[], answers: Answers) {
  const index = await parts.currentIndex.current(AUDIENCE);
  const readIndex = async () => index;
  const store: Store = {
    retrieve: async (request) => answerTo(answers.retrievals, retrievalKey(request)),
    readContents: async (_ids, embedding) => answerTo(answers.contents, embedding).read,
  };
  return searchOf({ ...parts, currentIndex: { current: readIndex, known: readIndex }, store }, questions);
}

/** Measures every stage, in milliseconds, on one database. */
export async function measureStages(
  service: Composition,
  questions: readonly ReadQuestion[],
  rounds: number,
): Promise<StageTimes> {
  const parts = service.recommendDependencies;
  const { embedder, store, currentIndex } = parts;
  const answers = await noteAnswers(parts, questions);
  const fitAlone = await fitOf(parts, questions, answers);
  const search = searchOf(parts, questions);
  const http = await openHttpService(service);
  const stage = (name: StageName, run: (question: ReadQuestion, turn: number) => Promise<unknown>) => ({
    name,
    run: async (position: number, turn: number) => {
      const question = questions[position];
      if (question !== undefined) await run(question, turn);
    },
  });
  const stages: readonly Stage<StageName>[] = [
    stage('embedding', ({ judged }, turn) => embedder.embedQuery(varied(judged.priorities, turn, 'a'))),
    stage('embedding-read', ({ text }, turn) => embedder.embedQuery(varied(text, turn, 'b'))),
    stage('version', () => currentIndex.current(AUDIENCE)),
    stage('semantic', ({ retrieval }) => store.retrieve({ ...retrieval, anchors: [] }, AUDIENCE)),
    stage('candidates', ({ retrieval }) => store.retrieve(retrieval, AUDIENCE)),
    stage('contents', async ({ vectors }) => {
      for (const vector of vectors.values()) {
        const chosen = answers.contents.get(vector)?.chosen;
        if (chosen !== undefined) await store.readContents(chosen, vector, AUDIENCE);
      }
    }),
    stage('fit', (question) => fitAlone(question)),
    stage('search', (question) => search(question)),
    stage('http', ({ judged }, turn) => http.recommend(judged.request, varied(judged.priorities, turn, 'c'))),
  ];
  try {
    return await measureAlternately(stages, questions.length, rounds);
  } finally {
    await http.close();
  }
}
