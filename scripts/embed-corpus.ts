/**
 * Writes the vectors of the starter corpus to `corpus/vectors.bin`, which spares their computation on a first start:
 * `npm run embed-corpus`, after any change of `corpus/` or of the model.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  contentHashOf,
  encodeKnownVectors,
  hashText,
  VECTORS_FILE,
} from '../src/adapters/embedding/known-vectors.ts';
import { verifyModel } from '../src/adapters/embedding/model-folder.ts';
import { loadSentenceEncoder } from '../src/adapters/embedding/sentence-encoder.ts';
import { parseConfig } from '../src/config.ts';
import { listPassages } from './list-passages.ts';

const { embedding, corpusDirectory } = parseConfig({});
const { modelId } = await verifyModel(embedding.modelDirectory);
const encoder = await loadSentenceEncoder(embedding.modelDirectory);
const texts = new Set([...(await listPassages(corpusDirectory)).values()].flat());
const vectors = new Map<string, Float32Array>();
for (const text of texts) vectors.set(hashText(text), await encoder.encode(text, 'passage'));
const file = join(corpusDirectory, VECTORS_FILE);
await writeFile(file, encodeKnownVectors({ model: contentHashOf(modelId), vectors }));
console.log(`${file} : ${vectors.size} textes lus par ${modelId}.`);
