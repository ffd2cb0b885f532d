import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadJudgedRequests } from '../../src/adapters/corpus/load-judged-requests.ts';
import { loadStarterCorpus } from '../../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy, loadThesaurus } from '../../src/adapters/corpus/load-taxonomy.ts';
import {
  contentHashOf,
  decodeKnownVectors,
  hashText,
  VECTORS_FILE,
} from '../../src/adapters/embedding/known-vectors.ts';
import { verifyModel } from '../../src/adapters/embedding/model-folder.ts';
import { loadSentenceEncoder } from '../../src/adapters/embedding/sentence-encoder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { createFrenchStemmer } from '../../src/adapters/text/snowball-stemmer.ts';
import { precedentTexts } from '../../src/application/common/precedent-memory.ts';
import { prepareExperience } from '../../src/application/index/index-experience.ts';
import { parseConfig } from '../../src/config.ts';
import { buildPassages } from '../../src/domain/matching/passages.ts';
import { createTextAnalysis } from '../../src/domain/text/terms.ts';
import { NO_PRECEDENTS } from '../fakes/precedents.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { cosine } from './embedder.contract.ts';

const { modelId } = await verifyModel(MODEL_DIRECTORY);
const known = decodeKnownVectors(await readFile(join('corpus', VECTORS_FILE)), contentHashOf(modelId));

async function listEmbeddedTexts(): Promise<ReadonlySet<string>> {
  const taxonomy = await loadTaxonomy('corpus');
  const drafts = await loadStarterCorpus({ directory: 'corpus', taxonomy });
  const preparation = {
    gazetteer: await createOfficialGazetteer(),
    taxonomy,
    analyse: createTextAnalysis(createFrenchStemmer()),
    hash: hashText,
    precedents: NO_PRECEDENTS,
  };
  const passages = drafts.flatMap((draft) => {
    const { experience, labels } = prepareExperience(draft, preparation);
    return buildPassages(experience, labels);
  });
  return new Set(passages.map(({ embedded }) => embedded));
}
const texts = await listEmbeddedTexts();

it('has a vector for each text of the starter corpus, and no other', () => {
  const outdated = `corpus/${VECTORS_FILE} n’est plus celui du corpus ou du modèle : lancez « npm run embed-corpus »`;
  const missing = [...texts].filter((text) => !known.has(hashText(text)));
  expect(missing, outdated).toEqual([]);
  expect(known.size, outdated).toBe(texts.size);
});

it('has a vector for each judged request, and no other', async () => {
  const { judgedDirectory } = parseConfig({});
  const questions = precedentTexts(await loadJudgedRequests(judgedDirectory), await loadThesaurus('corpus'));
  const file = await readFile(join(judgedDirectory, VECTORS_FILE));
  const kept = decodeKnownVectors(file, contentHashOf(modelId));
  const outdated = 'les vecteurs des demandes jugées ne sont plus à jour : lancez « npm run embed-corpus »';
  expect(
    questions.filter((text) => !kept.has(hashText(text))),
    outdated,
  ).toEqual([]);
  expect(kept.size, outdated).toBe(new Set(questions).size);
});

// The noise of 8-bit rounding leaves 0.9982 at the least, the other prefix 0.83 at the most (ADR 0024).
it('has the vectors of the model, up to rounding on another processor', async () => {
  const encoder = await loadSentenceEncoder(MODEL_DIRECTORY);
  const sample = [...texts].filter((_, index) => index % 40 === 0);
  for (const text of sample) {
    const shipped = known.get(hashText(text)) ?? new Float32Array();
    expect(cosine(shipped, await encoder.encode(text, 'passage')), text).toBeGreaterThan(0.997);
  }
});
