/**
 * Prepares the folder of a model: `npm run calibrate -- <folder>`. Measures the range of its cosines on the corpus,
 * writes `calibration.json`, then the checksums of the folder.
 *
 *   background  median cosine of the off-topic questions with every fiche; scores 0. A higher zero would cut the lower
 *               half of the useful range (docs/adr/0008-matching.md)
 *   strong      0.9 quantile of the cosine of each on-topic question with the fiche that answers it; scores 1. A rare
 *               1 keeps good answers distinguishable
 *   heads       linear classifiers of questions: on the subject, by their vectors and by their words, and vague
 *
 * A new calibration changes the identity of the model: run `npm run embed-corpus` afterwards.
 *
 * The cosine of a fiche is the one of its best passage. The questions are in `evaluation/subject/`, fictional.
 */
import { access, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quantile } from '../bench/measuring/statistics.ts';
import { fitHead } from '../evaluation/fit-head.ts';
import {
  type CalibrationQuestions,
  readCalibrationQuestions,
  readHeadExamples,
  SUBJECT_RIDGE,
  VAGUE_RIDGE,
  WORDING_RIDGE,
} from '../evaluation/subject/head-examples.ts';
import { loadThesaurus } from '../src/adapters/corpus/load-taxonomy.ts';
import {
  CALIBRATION_FILE,
  CHECKSUM_FILE,
  formatChecksums,
  hashFile,
  MODEL_FILES,
  readChecksums,
  verifyFiles,
} from '../src/adapters/embedding/model-folder.ts';
import { loadSentenceEncoder, type SentenceEncoder } from '../src/adapters/embedding/sentence-encoder.ts';
import { semanticText } from '../src/application/common/precedent-memory.ts';
import {
  dot,
  type LinearHead,
  type QuestionHeads,
  WORDING_DIMENSIONS,
  wordingOf,
} from '../src/domain/matching/linear-head.ts';
import { createRequestExpansion } from '../src/domain/matching/synonyms.ts';
import { listPassages } from './list-passages.ts';

const CORPUS_DIRECTORY = fileURLToPath(new URL('../corpus', import.meta.url));
const expand = createRequestExpansion((await loadThesaurus(CORPUS_DIRECTORY)).groups);
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
  return Math.max(...passages.map((passage) => dot(passage, question)));
}

function describe(name: string, values: readonly number[]): string {
  const shown = [0, 0.1, 0.5, 0.9, 1].map((share) => quantile(values, share).toFixed(3));
  return `${name} (${values.length}) : min ${shown[0]}, 10 % ${shown[1]}, médiane ${shown[2]}, 90 % ${shown[3]}, max ${shown[4]}`;
}

interface Encoded {
  readonly vector: Float32Array;
}

async function encodeAll<T extends { readonly text: string }>(
  encoder: SentenceEncoder,
  questions: readonly T[],
): Promise<readonly (T & Encoded)[]> {
  const encoded: (T & Encoded)[] = [];
  for (const question of questions) {
    const text = semanticText(question.text, expand(question.text));
    encoded.push({ ...question, vector: await encoder.encode(text, 'query') });
  }
  return encoded;
}

function textsOf(texts: readonly string[]): readonly { readonly text: string }[] {
  return texts.map((text) => ({ text }));
}

async function measureCosines(encoder: SentenceEncoder, questions: CalibrationQuestions) {
  const corpus = await embedCorpus(encoder);
  const unrelated = (await encodeAll(encoder, textsOf(questions.offTopic))).flatMap(({ vector }) =>
    [...corpus.values()].map((passages) => bestCosine(vector, passages)),
  );
  const asked = questions.onTopic.map(({ experience, question: text }) => ({ experience, text }));
  const related = (await encodeAll(encoder, asked)).map(({ experience, vector }) => {
    const passages = corpus.get(experience);
    if (passages === undefined) throw new Error(`${experience} n’est pas une fiche du corpus`);
    return bestCosine(vector, passages);
  });
  return { unrelated, related };
}

async function fitHeads(encoder: SentenceEncoder, questions: CalibrationQuestions): Promise<QuestionHeads> {
  const examples = await readHeadExamples(questions);
  const subject = await encodeAll(encoder, examples.subject);
  const vague = await encodeAll(encoder, examples.vague);
  const wordings = examples.subject.map(({ text, positive }) => ({ vector: wordingOf(text), positive }));
  const size = encoder.dimensions;
  return {
    subject: present(fitHead(subject, size, SUBJECT_RIDGE)),
    wording: present(fitHead(wordings, WORDING_DIMENSIONS, WORDING_RIDGE)),
    vague: present(fitHead(vague, size, VAGUE_RIDGE)),
  };
}

/** Rounds to three decimals a weight, far finer than what changes a decision. */
const round = (value: number) => Number(value.toFixed(3));

function present({ bias, weights }: LinearHead): LinearHead {
  return { bias: round(bias), weights: weights.map(round) };
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

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Indiquez le dossier du modèle : npm run calibrate -- <dossier>');
const directory = resolve(folder);
await checkFiles(directory);
console.log('Lecture du corpus par le modèle, moins d’une minute…');
const encoder = await loadSentenceEncoder(directory);
const questions = await readCalibrationQuestions();
const { unrelated, related } = await measureCosines(encoder, questions);
console.log(describe('Questions sans rapport, chaque fiche', unrelated));
console.log(describe('Questions de la fiche attendue', related));
console.log('Lecture de 5 000 questions, quelques minutes…');
const heads = await fitHeads(encoder, questions);
const calibration = {
  background: Number(quantile(unrelated, 0.5).toFixed(4)),
  strong: Number(quantile(related, 0.9).toFixed(4)),
  heads,
};
await writeFile(join(directory, CALIBRATION_FILE), `${JSON.stringify(calibration)}\n`);
await writeChecksums(directory);
console.log(
  `Écrit dans ${directory} : ${CALIBRATION_FILE} (de ${calibration.background} à ${calibration.strong}) et ${CHECKSUM_FILE}.`,
);
