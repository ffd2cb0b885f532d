/**
 * Prepares the folder of a model: `npm run calibrate -- <folder>`. Measures the range of its cosines on the corpus,
 * writes `calibration.json`, then the checksums of the folder.
 *
 *   background  median cosine of the off-topic questions with every fiche; scores 0. A higher zero would cut the lower
 *               half of the useful range (docs/adr/0008-matching.md)
 *   strong      0.9 quantile of the cosine of each on-topic question with the fiche that answers it; scores 1. A rare
 *               1 keeps good answers distinguishable
 *   prototypes  mean directions of the specific, the vague and the off-topic questions
 *
 * Also writes to `reference-vectors.json` the vectors of a few probes, which identify a server of this model; the
 * identity of the model does not depend on them (docs/adr/0017-remote-embedder.md). A new calibration changes that
 * identity: run `npm run embed-corpus` afterwards.
 *
 * The cosine of a fiche is the one of its best passage. The questions are in `calibration-questions.json`; none comes
 * from `evaluation/`, which measures the result.
 */
import { access, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { quantile } from '../bench/measuring/statistics.ts';
import { CHECKSUM_FILE, formatChecksums, hashFile } from '../src/adapters/embedding/common/checksums.ts';
import { meanDirection } from '../src/adapters/embedding/common/mean-direction.ts';
import {
  CALIBRATION_FILE,
  MODEL_FILES,
  readChecksums,
  verifyFiles,
  verifyModel,
} from '../src/adapters/embedding/common/verify-model.ts';
import {
  loadSentenceEncoder,
  type SentenceEncoder,
} from '../src/adapters/embedding/local/sentence-encoder.ts';
import { contentHashOf, REFERENCE_FILE } from '../src/adapters/embedding/remote/reference-vectors.ts';
import { listPassages } from './list-passages.ts';

const CORPUS_DIRECTORY = fileURLToPath(new URL('../corpus', import.meta.url));
const QUESTIONS_FILE = new URL('./calibration-questions.json', import.meta.url);
const PROBES_FILE = new URL('./identity-probes.json', import.meta.url);

const probesSchema = z.array(z.strictObject({ role: z.enum(['query', 'passage']), text: z.string() })).min(2);
const questionsSchema = z.strictObject({
  offTopic: z.array(z.string()).min(20),
  onTopic: z.array(z.strictObject({ experience: z.string(), question: z.string() })).min(20),
  unanswered: z.array(z.string()).min(20),
  keywords: z.array(z.string()).min(20),
  vague: z.array(z.string()).min(20),
});

/** Vectors of the passages of each fiche, by its id. */
type EmbeddedCorpus = ReadonlyMap<string, readonly Float32Array[]>;

async function embedCorpus(encoder: SentenceEncoder): Promise<EmbeddedCorpus> {
  const corpus = new Map<string, readonly Float32Array[]>();
  for (const [id, passages] of await listPassages(CORPUS_DIRECTORY)) {
    const vectors: Float32Array[] = [];
    for (const passage of passages) vectors.push(await encoder.encode(passage, 'passage'));
    corpus.set(id, vectors);
  }
  return corpus;
}

function bestCosine(question: Float32Array, passages: readonly Float32Array[]): number {
  const cosines = passages.map((passage) =>
    passage.reduce((sum, value, dimension) => sum + value * (question[dimension] ?? 0), 0),
  );
  return Math.max(...cosines);
}

function describe(name: string, values: readonly number[]): string {
  const shown = [0, 0.1, 0.5, 0.9, 1].map((share) => quantile(values, share).toFixed(3));
  return `${name} (${values.length}) : min ${shown[0]}, 10 % ${shown[1]}, médiane ${shown[2]}, 90 % ${shown[3]}, max ${shown[4]}`;
}

async function measure(encoder: SentenceEncoder) {
  const questions = questionsSchema.parse(JSON.parse(await readFile(QUESTIONS_FILE, 'utf8')));
  const corpus = await embedCorpus(encoder);
  const encodeAll = async (texts: readonly string[]) => {
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(await encoder.encode(text, 'query'));
    return vectors;
  };
  const offTopic = await encodeAll(questions.offTopic);
  const unrelated = offTopic.flatMap((vector) =>
    [...corpus.values()].map((passages) => bestCosine(vector, passages)),
  );
  const onTopic = await encodeAll(questions.onTopic.map(({ question }) => question));
  const related = questions.onTopic.map(({ experience }, index) => {
    const [passages, vector] = [corpus.get(experience), onTopic[index]];
    if (passages === undefined || vector === undefined) {
      throw new Error(`${experience} n’est pas une fiche du corpus`);
    }
    return bestCosine(vector, passages);
  });
  const prototypes = {
    specific: meanDirection([
      ...onTopic,
      ...(await encodeAll([...questions.unanswered, ...questions.keywords])),
    ]),
    vague: meanDirection(await encodeAll(questions.vague)),
    offTopic: meanDirection(offTopic),
  };
  return { unrelated, related, prototypes };
}

/** Rounds to four decimals a coordinate, far finer than the differences between questions. */
function present(direction: Float32Array): readonly number[] {
  return [...direction].map((value) => Number(value.toFixed(4)));
}

/**
 * Checks that the files of the model are there and match their checksums; a folder without checksums is trusted.
 * @throws Error for a missing or altered file
 */
async function checkFiles(directory: string): Promise<void> {
  for (const file of MODEL_FILES) {
    await access(join(directory, file)).catch((cause: unknown) => {
      throw new Error(`${directory} n’est pas un dossier de modèle : ${file} manque`, { cause });
    });
  }
  const listed = await access(join(directory, CHECKSUM_FILE)).then(
    () => true,
    () => false,
  );
  if (!listed) return;
  const { checksums } = await readChecksums(directory);
  await verifyFiles(directory, new Map([...checksums].filter(([file]) => file !== CALIBRATION_FILE)));
}

async function writeChecksums(directory: string): Promise<void> {
  const files = [...MODEL_FILES, CALIBRATION_FILE];
  const checksums = new Map<string, string>();
  for (const file of files) checksums.set(file, await hashFile(directory, file));
  await writeFile(join(directory, CHECKSUM_FILE), formatChecksums(checksums));
}

/** Writes six decimals a coordinate: a cosine of 1 stays 1 to six decimals. */
async function writeReferenceVectors(directory: string, encoder: SentenceEncoder): Promise<void> {
  const probes = [];
  for (const { role, text } of probesSchema.parse(JSON.parse(await readFile(PROBES_FILE, 'utf8')))) {
    const vector = [...(await encoder.encode(text, role))].map((value) => Number(value.toFixed(6)));
    probes.push({ role, text, vector });
  }
  const { modelId } = await verifyModel(directory);
  const reference = { model: contentHashOf(modelId), probes };
  await writeFile(join(directory, REFERENCE_FILE), `${JSON.stringify(reference)}\n`);
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Indiquez le dossier du modèle : npm run calibrate -- <dossier>');
const directory = resolve(folder);
await checkFiles(directory);
console.log('Lecture du corpus par le modèle, moins d’une minute…');
const encoder = await loadSentenceEncoder(directory);
const { unrelated, related, prototypes } = await measure(encoder);
console.log(describe('Questions sans rapport, chaque fiche', unrelated));
console.log(describe('Questions de la fiche attendue', related));
const calibration = {
  background: Number(quantile(unrelated, 0.5).toFixed(4)),
  strong: Number(quantile(related, 0.9).toFixed(4)),
  prototypes: {
    specific: present(prototypes.specific),
    vague: present(prototypes.vague),
    offTopic: present(prototypes.offTopic),
  },
};
await writeFile(join(directory, CALIBRATION_FILE), `${JSON.stringify(calibration)}\n`);
await writeChecksums(directory);
await writeReferenceVectors(directory, encoder);
console.log(
  `Écrit dans ${directory} : ${CALIBRATION_FILE} (de ${calibration.background} à ${calibration.strong}), ${CHECKSUM_FILE} et ${REFERENCE_FILE}.`,
);
