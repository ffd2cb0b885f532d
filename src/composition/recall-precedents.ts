import { join } from 'node:path';
import { loadJudgedRequests } from '../adapters/corpus/load-judged-requests.ts';
import { VECTORS_FILE, withKnownVectors } from '../adapters/embedding/known-vectors.ts';
import {
  createPrecedentMemory,
  type PrecedentMemory,
  type RememberDependencies,
} from '../application/common/precedent-memory.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { JudgmentStore } from '../ports/judged-requests.ts';

type Parts = Omit<RememberDependencies, 'embedQuestions'> & { readonly embedder: Embedder };

/** Reads the judged requests, those of the program with the vectors known for the model of the repository. */
export async function recallPrecedents(
  parts: Parts,
  store: JudgmentStore,
  directory: string,
): Promise<PrecedentMemory> {
  const { embedder } = parts;
  const embedPassages = async (texts: readonly string[]) => {
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(await embedder.embedQuery(embedder.cutQuestion(text)));
    return vectors;
  };
  const known = withKnownVectors({ ...embedder, embedPassages }, join(directory, VECTORS_FILE));
  const memory = createPrecedentMemory(await loadJudgedRequests(directory), store, {
    ...parts,
    embedQuestions: (texts) => known.embedPassages(texts),
  });
  await memory.current();
  return memory;
}
