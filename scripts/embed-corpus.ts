/**
 * Writes the vectors of the starter corpus and of the judged requests, each beside what it reads, which spares their
 * computation at a start: `npm run embed-corpus`, after any change of `corpus/`, of `models/judged-requests/` or of the
 * model.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadJudgedRequests } from '../src/adapters/corpus/load-judged-requests.ts';
import { loadThesaurus } from '../src/adapters/corpus/load-taxonomy.ts';
import {
  contentHashOf,
  encodeKnownVectors,
  hashText,
  VECTORS_FILE,
} from '../src/adapters/embedding/known-vectors.ts';
import { verifyModel } from '../src/adapters/embedding/model-folder.ts';
import { loadSentenceEncoder } from '../src/adapters/embedding/sentence-encoder.ts';
import { precedentTexts } from '../src/application/common/precedent-memory.ts';
import { parseConfig } from '../src/config.ts';
import { listPassages } from './list-passages.ts';

const { embedding, corpusDirectory, judgedDirectory } = parseConfig({});
const { modelId } = await verifyModel(embedding.modelDirectory);
const encoder = await loadSentenceEncoder(embedding.modelDirectory);

async function write(directory: string, texts: readonly string[], kind: 'passage' | 'query'): Promise<void> {
  const vectors = new Map<string, Float32Array>();
  for (const text of new Set(texts)) vectors.set(hashText(text), await encoder.encode(text, kind));
  const file = join(directory, VECTORS_FILE);
  await writeFile(file, encodeKnownVectors({ model: contentHashOf(modelId), vectors }));
  console.log(`${file} : ${vectors.size} textes lus par ${modelId}.`);
}

const thesaurus = await loadThesaurus(corpusDirectory);
const questions = precedentTexts(await loadJudgedRequests(judgedDirectory), thesaurus);
await write(corpusDirectory, [...(await listPassages(corpusDirectory)).values()].flat(), 'passage');
await write(judgedDirectory, questions, 'query');
