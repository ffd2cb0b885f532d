import { isRanked } from '../../evaluation/measure.ts';
import { type JudgedRequest, readDevelopmentRequests } from '../../evaluation/requests.ts';
import { createRecommend, type RecommendDependencies } from '../../src/application/recommend/recommend.ts';
import type { RetrievalRequest } from '../../src/ports/experience-store.ts';

/** Reads the development requests that have a territory of the register and a relevant experience. */
export async function readQuestions(): Promise<readonly JudgedRequest[]> {
  const requests = await readDevelopmentRequests();
  return requests.filter((judged) => isRanked(judged) && judged.request.territory?.code != null);
}

/** A question with the service's calls to the model and to the store; the whole text comes first. */
export interface ReadQuestion {
  readonly judged: JudgedRequest;
  /** Vector of each text read by the model: the whole, its sentences, its needs. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
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
  const vectors = new Map<string, Float32Array>();
  const retrievals: RetrievalRequest[] = [];
  const recommend = createRecommend({
    ...parts,
    embedder: {
      ...parts.embedder,
      async embedQuery(text) {
        const vector = await parts.embedder.embedQuery(text);
        vectors.set(text, vector);
        return vector;
      },
    },
    store: {
      ...parts.store,
      retrieve(request, audience) {
        retrievals.push(request);
        return parts.store.retrieve(request, audience);
      },
    },
  });
  await recommend(judged.request);
  const [[text, vector] = []] = vectors;
  const [retrieval] = retrievals;
  if (text === undefined || vector === undefined || retrieval === undefined) {
    throw new TypeError(`${judged.id} asked nothing of the index`);
  }
  return { judged, vectors, text, vector, retrieval };
}
