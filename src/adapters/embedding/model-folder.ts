import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { WORDING_DIMENSIONS } from '../../domain/matching/linear-head.ts';
import type { ModelCalibration } from '../../ports/embedder.ts';
import { cutLongWords } from './cut-texts.ts';
import { modelInvalid } from './embedding-errors.ts';

/** File of a model folder with the SHA-256 of the others, as `sha256sum` writes them. */
export const CHECKSUM_FILE = 'SHA256SUMS';

/** Maps a path relative to the folder, with `/`, to 64 hexadecimal digits. */
export type Checksums = ReadonlyMap<string, string>;

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;
const LEAVES_FOLDER = /^\/|(?:^|\/)\.\.(?:\/|$)/;

/** Returns null when a line is not the checksum of a file in the folder, or when there is none. */
function parseChecksums(text: string): Checksums | null {
  const checksums = new Map<string, string>();
  for (const line of text.split(/\r?\n/).filter((candidate) => candidate !== '')) {
    const [, digest, file] = LINE.exec(line) ?? [];
    if (digest === undefined || file === undefined || LEAVES_FOLDER.test(file)) return null;
    checksums.set(file, digest);
  }
  return checksums.size === 0 ? null : checksums;
}

export function formatChecksums(checksums: Checksums): string {
  return [...checksums].map(([file, digest]) => `${digest}  ${file}\n`).join('');
}

/** Streams a file into SHA-256. @throws the error of the file system */
export async function hashFile(directory: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(directory, file)), hash);
  return hash.digest('hex');
}

export const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_q4.onnx'];
/** File that `npm run calibrate` adds to a model folder. */
export const CALIBRATION_FILE = 'calibration.json';

export interface VerifiedModel {
  /** Absolute path. */
  readonly directory: string;
  /** `<folder name>@<12 hexadecimal digits>`: a hash of the checksums, hence of every file that they cover. */
  readonly modelId: string;
  readonly calibration: ModelCalibration;
}

const cosine = z.number().min(-1).max(1);
const head = z.object({ bias: z.number(), weights: z.array(z.number()).min(1) });

const calibrationSchema = z
  .object({
    background: cosine,
    strong: cosine,
    heads: z.object({ subject: head, wording: head, vague: head }),
  })
  .refine(({ background, strong }) => background < strong)
  .refine(({ heads: { subject, vague } }) => vague.weights.length === subject.weights.length)
  .refine(({ heads: { wording } }) => wording.weights.length === WORDING_DIMENSIONS);

function restore(directory: string): string {
  return `Remettez la copie d’origine du dossier (${directory}), ou indiquez-en un autre par EMBEDDING_MODEL_DIR.`;
}

function calibrate(directory: string): string {
  return `Vérifiez EMBEDDING_MODEL_DIR, puis préparez le dossier : npm run calibrate -- ${directory}`;
}

async function readModelFile(directory: string, file: string, remedy: string): Promise<string> {
  try {
    return await readFile(join(directory, file), 'utf8');
  } catch (cause) {
    throw modelInvalid(directory, `le fichier ${file} manque ou est illisible`, remedy, cause);
  }
}

/** Compares every file with its checksum. @throws DomainError `model-invalid` naming those missing or changed */
export async function verifyFiles(directory: string, checksums: Checksums): Promise<void> {
  const compared = await Promise.all(
    Array.from(checksums, async ([file, expected]) => {
      const hash = await hashFile(directory, file).catch(() => null);
      if (hash === null) return `${file} manque ou est illisible`;
      return hash === expected ? [] : `${file} a changé`;
    }),
  );
  const problems = compared.flat();
  if (problems.length === 0) return;
  throw modelInvalid(directory, problems.join(', '), restore(directory));
}

/**
 * Reads the checksum file of a model folder.
 * @throws DomainError `model-invalid` when it is missing or unreadable
 */
export async function readChecksums(directory: string): Promise<{ text: string; checksums: Checksums }> {
  const text = await readModelFile(directory, CHECKSUM_FILE, calibrate(directory));
  const checksums = parseChecksums(text);
  if (checksums !== null) return { text, checksums };
  throw modelInvalid(directory, `${CHECKSUM_FILE} n’est pas une liste de sommes SHA-256`, restore(directory));
}

async function readCalibration(directory: string): Promise<ModelCalibration> {
  const text = await readModelFile(directory, CALIBRATION_FILE, calibrate(directory));
  try {
    return calibrationSchema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = `${CALIBRATION_FILE} ne donne pas deux cosinus, « background » plus petit que « strong », et les classifieurs de questions (« heads »)`;
    throw modelInvalid(directory, reason, calibrate(directory), cause);
  }
}

/**
 * Checks that a model folder is complete and unchanged since its checksums were written.
 * @throws DomainError `model-invalid`
 */
export async function verifyModel(modelDirectory: string): Promise<VerifiedModel> {
  const directory = resolve(modelDirectory);
  const { text, checksums } = await readChecksums(directory);
  const uncovered = [...MODEL_FILES, CALIBRATION_FILE].filter((file) => !checksums.has(file));
  if (uncovered.length > 0) {
    const reason = `${CHECKSUM_FILE} ne couvre pas ${uncovered.join(', ')}`;
    throw modelInvalid(directory, reason, calibrate(directory));
  }
  await verifyFiles(directory, checksums);
  const digest = createHash('sha256').update(text).digest('hex');
  return {
    directory,
    modelId: `${basename(directory)}@${digest.slice(0, 12)}`,
    calibration: await readCalibration(directory),
  };
}

/**
 * Loads the tokenizer of a model folder, without the weights: 0.2 s and some megabytes.
 * @returns counts the tokens of a text, without the special ones
 * @throws DomainError `model-invalid`
 */
export async function loadTokenCounter(directory: string): Promise<(text: string) => number> {
  const read = async (file: string) =>
    z.looseObject({}).parse(JSON.parse(await readFile(join(directory, file), 'utf8')));
  try {
    const tokenizer = new Tokenizer(await read('tokenizer.json'), await read('tokenizer_config.json'));
    const count = (text: string) => tokenizer.encode(cutLongWords(text)).ids.length;
    const specialCount = count('');
    return (text) => count(text) - specialCount;
  } catch (cause) {
    const reason = 'son découpage en mots (tokenizer.json) ne se charge pas';
    throw modelInvalid(directory, reason, restore(directory), cause);
  }
}
