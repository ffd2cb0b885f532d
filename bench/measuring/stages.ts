import { createRecommend, type RecommendDependencies } from '../../src/application/recommend.ts';
import type { Composition } from '../../src/composition.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
import type { Retrieval, RetrievalRequest } from '../../src/ports/experience-store.ts';
import { measureAlternately, type Stage } from './alternate.ts';
import { openHttpService } from './http-service.ts';
import type { ReadQuestion } from './questions.ts';

/**
 * What a recommendation is made of:
 *   embedding      the bare vector of the priorities as they are asked: what all else is compared with
 *   embedding-read the vector of what the service reads, labels and synonyms included
 *   version        the version of the index, and its statistics when they have changed
 *   semantic, lexical, both   the candidates of one leg, and of both as the service asks
 *   fit            all that is computed in the process: question, scores, diversity, levers, reasons
 *   search         all but the vector: version, candidates, fit
 *   http           POST /v1/recommendations through a socket
 */
export const STAGES = [
  'embedding',
  'embedding-read',
  'version',
  'semantic',
  'lexical',
  'both',
  'fit',
  'search',
  'http',
] as const;
export type StageName = (typeof STAGES)[number];
export type StageTimes = ReadonlyMap<StageName, readonly number[]>;

const AUDIENCE: Audience = 'public';
/** Experiences of an answer, unless more are asked. */
const DEFAULT_LIMIT = 5;

/** The same question for a reader, never the same text for a cache. */
const varied = (text: string, turn: number, use: string) => `${text} (${use} ${turn})`;

/** The service's own use case, made once as it does, on vectors that are known. */
export function searchOf(parts: RecommendDependencies, questions: readonly ReadQuestion[]) {
  const vectors = new Map(questions.map(({ text, vector }) => [text, vector]));
  const embedQuery = async (text: string) => {
    const vector = vectors.get(text);
    if (vector === undefined) throw new TypeError(`no vector is known for « ${text} »`);
    return vector;
  };
  const recommend = createRecommend({ ...parts, embedder: { ...parts.embedder, embedQuery } });
  return ({ judged }: ReadQuestion, audience: Audience = AUDIENCE, limit: number = DEFAULT_LIMIT) =>
    recommend({ ...judged.request, audience, limit });
}

/** The use case on candidates and an index that are known too. */
async function fitOf(parts: RecommendDependencies, questions: readonly ReadQuestion[]) {
  const index = await parts.currentIndex(AUDIENCE);
  const known = new Map<Float32Array | null, Retrieval>();
  for (const { retrieval } of questions) {
    known.set(retrieval.embedding, await parts.store.retrieve(retrieval, AUDIENCE));
  }
  const retrieve = async ({ embedding }: RetrievalRequest) => {
    const retrieval = known.get(embedding);
    if (retrieval === undefined) throw new TypeError('a question that was not read');
    return retrieval;
  };
  return searchOf({ ...parts, currentIndex: async () => index, store: { retrieve } }, questions);
}

/** Every stage, in milliseconds, on one database. */
export async function measureStages(
  service: Composition,
  questions: readonly ReadQuestion[],
  rounds: number,
): Promise<StageTimes> {
  const parts = service.recommendDependencies;
  const { embedder, store, currentIndex } = parts;
  const fitAlone = await fitOf(parts, questions);
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
    stage('version', () => currentIndex(AUDIENCE)),
    stage('semantic', ({ retrieval }) => store.retrieve({ ...retrieval, lexical: null }, AUDIENCE)),
    stage('lexical', ({ retrieval }) => store.retrieve({ ...retrieval, embedding: null }, AUDIENCE)),
    stage('both', ({ retrieval }) => store.retrieve(retrieval, AUDIENCE)),
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
