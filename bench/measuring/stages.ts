import { createRecommend, type RecommendDependencies } from '../../src/application/recommend.ts';
import type { Composition } from '../../src/composition.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
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

/** The same question for a reader, never the same text for a cache. */
const varied = (text: string, turn: number, use: string) => `${text} (${use} ${turn})`;

/** The service's own use case on a vector that is known. */
export function searchOf(parts: RecommendDependencies) {
  return ({ judged, vector }: ReadQuestion, audience: Audience = AUDIENCE) =>
    createRecommend({ ...parts, embedder: { ...parts.embedder, embedQuery: async () => vector } })({
      ...judged.request,
      audience,
    });
}

/** The use case on candidates and an index that are known too. */
async function fitOf(question: ReadQuestion, parts: RecommendDependencies) {
  const index = await parts.currentIndex(AUDIENCE);
  const retrieved = await parts.store.retrieve(question.retrieval, AUDIENCE);
  const search = searchOf({
    ...parts,
    currentIndex: async () => index,
    store: { retrieve: async () => retrieved },
  });
  return () => search(question);
}

/** Every stage, in milliseconds, on one database. */
export async function measureStages(
  service: Composition,
  questions: readonly ReadQuestion[],
  rounds: number,
): Promise<StageTimes> {
  const parts = service.recommendDependencies;
  const { embedder, store, currentIndex } = parts;
  const fits = await Promise.all(questions.map((question) => fitOf(question, parts)));
  const search = searchOf(parts);
  const http = await openHttpService(service);
  const stage = (
    name: StageName,
    run: (question: ReadQuestion, turn: number, position: number) => Promise<unknown>,
  ) => ({
    name,
    run: async (position: number, turn: number) => {
      const question = questions[position];
      if (question !== undefined) await run(question, turn, position);
    },
  });
  const stages: readonly Stage<StageName>[] = [
    stage('embedding', ({ judged }, turn) => embedder.embedQuery(varied(judged.priorities, turn, 'a'))),
    stage('embedding-read', ({ text }, turn) => embedder.embedQuery(varied(text, turn, 'b'))),
    stage('version', () => currentIndex(AUDIENCE)),
    stage('semantic', ({ retrieval }) => store.retrieve({ ...retrieval, lexical: null }, AUDIENCE)),
    stage('lexical', ({ retrieval }) => store.retrieve({ ...retrieval, embedding: null }, AUDIENCE)),
    stage('both', ({ retrieval }) => store.retrieve(retrieval, AUDIENCE)),
    stage('fit', async (_question, _turn, position) => fits[position]?.()),
    stage('search', (question) => search(question)),
    stage('http', ({ judged }, turn) => http.recommend(judged.request, varied(judged.priorities, turn, 'c'))),
  ];
  try {
    return await measureAlternately(stages, questions.length, rounds);
  } finally {
    await http.close();
  }
}
