import { fileURLToPath } from 'node:url';
import { isRanked } from '../../evaluation/measure.ts';
import { type JudgedRequest, readRequests } from '../../evaluation/requests.ts';
import { createRecommend, type RecommendDependencies } from '../../src/application/recommend/recommend.ts';
import type { RetrievalRequest } from '../../src/ports/experience-store.ts';

const evaluationFile = (name: string) => fileURLToPath(new URL(`../../evaluation/${name}`, import.meta.url));

/** Reads the development requests that have a territory of the register and a relevant experience. */
export async function readQuestions(): Promise<readonly JudgedRequest[]> {
  const requests = await readRequests(
    evaluationFile('profiles.json'),
    evaluationFile('judgments.json'),
    'hybrid',
  );
  return requests.filter((judged) => isRanked(judged) && judged.request.territory?.code != null);
}

/** A question with the service's calls to the model and to the store. */
export interface ReadQuestion {
  readonly judged: JudgedRequest;
  /** Text for the model: the priorities, labels and synonyms. */
  readonly text: string;
  readonly vector: Float32Array;
  readonly retrieval: RetrievalRequest;
}

/** Answers a request and records the calls to the model and to the store. */
export async function readQuestion(
  judged: JudgedRequest,
  parts: RecommendDependencies,
): Promise<ReadQuestion> {
  let read: Omit<ReadQuestion, 'judged' | 'retrieval'> | null = null;
  let retrieval: RetrievalRequest | null = null;
  const recommend = createRecommend({
    ...parts,
    embedder: {
      ...parts.embedder,
      async embedQuery(text) {
        const vector = await parts.embedder.embedQuery(text);
        read = { text, vector };
        return vector;
      },
    },
    store: {
      ...parts.store,
      retrieve(request, audience) {
        retrieval = request;
        return parts.store.retrieve(request, audience);
      },
    },
  });
  await recommend(judged.request);
  return completed(judged, read, retrieval);
}

function completed(
  judged: JudgedRequest,
  read: Omit<ReadQuestion, 'judged' | 'retrieval'> | null,
  retrieval: RetrievalRequest | null,
): ReadQuestion {
  if (read === null || retrieval === null) throw new TypeError(`${judged.id} asked nothing of the index`);
  return { judged, ...read, retrieval };
}
