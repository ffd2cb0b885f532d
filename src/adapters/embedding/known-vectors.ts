import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DomainError } from '../../domain/errors.ts';
import type { Embedder } from '../../ports/embedder.ts';
import { contentHashOf } from './remote/reference-vectors.ts';

/** File beside the fiches of a corpus with the vectors of their passages, written by `npm run embed-corpus`. */
export const VECTORS_FILE = 'vectors.bin';

const MAGIC = Buffer.from('ESSVEC1\n', 'latin1');
const DIGEST_BYTES = 32;
const FLOAT_BYTES = 4;
const COUNTS_BYTES = 8;

/** Vectors of one model, by the SHA-256 of their text in hexadecimal. */
export interface KnownVectors {
  /** Content hash of the model: the end of its `modelId`. */
  readonly model: string;
  readonly dimensions: number;
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

function digest(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function hashText(text: string): string {
  return digest(text).toString('hex');
}

/**
 * Writes magic, SHA-256 of the rest, SHA-256 of the model's hash, dimensions and count (uint32), then each text's
 * SHA-256 and its vector (float32). Numbers are little-endian; texts are in the order of their hashes.
 */
export function encodeKnownVectors({ model, dimensions, vectors }: KnownVectors): Uint8Array {
  const counts = Buffer.alloc(COUNTS_BYTES);
  counts.writeUInt32LE(dimensions, 0);
  counts.writeUInt32LE(vectors.size, 4);
  const rows = [...vectors].sort(([one], [other]) => (one < other ? -1 : 1));
  const content = Buffer.concat([
    digest(model),
    counts,
    ...rows.flatMap(([hash, vector]) => {
      const values = Buffer.alloc(dimensions * FLOAT_BYTES);
      for (const [index, value] of vector.entries()) values.writeFloatLE(value, index * FLOAT_BYTES);
      return [Buffer.from(hash, 'hex'), values];
    }),
  ]);
  return Buffer.concat([MAGIC, digest(content), content]);
}

/**
 * Reads the bytes of `encodeKnownVectors`. The map is empty when the vectors come from another model.
 * @throws Error when the bytes are damaged
 */
export function decodeKnownVectors(bytes: Buffer, model: string): KnownVectors['vectors'] {
  const content = bytes.subarray(MAGIC.length + DIGEST_BYTES);
  if (!bytes.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES).equals(digest(content))) {
    throw new Error('sa somme de contrôle ne correspond pas');
  }
  const dimensions = content.readUInt32LE(DIGEST_BYTES);
  const rows = content.subarray(DIGEST_BYTES + COUNTS_BYTES);
  const rowBytes = DIGEST_BYTES + dimensions * FLOAT_BYTES;
  const vectors = new Map<string, Float32Array>();
  if (!content.subarray(0, DIGEST_BYTES).equals(digest(model))) return vectors;
  for (let start = 0; start < rows.length; start += rowBytes) {
    const hash = rows.toString('hex', start, start + DIGEST_BYTES);
    const values = start + DIGEST_BYTES;
    vectors.set(
      hash,
      Float32Array.from({ length: dimensions }, (_, index) => rows.readFloatLE(values + index * FLOAT_BYTES)),
    );
  }
  return vectors;
}

async function readVectors(file: string, model: string): Promise<KnownVectors['vectors']> {
  if (!existsSync(file)) return new Map();
  try {
    return decodeKnownVectors(await readFile(file), model);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DomainError(
      'corpus-invalid',
      `Les vecteurs du corpus (${file}) sont illisibles : ${reason}. Remettez la copie d’origine du fichier, ou supprimez-le : les fiches seront alors lues par le modèle, en une minute environ.`,
      { file, problems: [reason] },
      { cause },
    );
  }
}

/**
 * Makes `embedPassages` take vectors from `file` when it has them for the same model. The file is read at the first
 * call; without it, the model computes everything.
 * @throws DomainError from `embedPassages`: `corpus-invalid` when the file is damaged, and the errors of `embedder`
 */
export function withKnownVectors(embedder: Embedder, file: string): Embedder {
  let reading: Promise<KnownVectors['vectors']> | undefined;

  return {
    ...embedder,
    async embedPassages(texts) {
      reading ??= readVectors(file, contentHashOf(embedder.modelId));
      const known = await reading;
      const found = texts.map((text) => known.get(hashText(text)));
      const missing = texts.filter((_, position) => found[position] === undefined);
      const computed = missing.length === 0 ? [] : await embedder.embedPassages(missing);
      const next = computed.values();
      return found.flatMap((vector) => vector?.slice() ?? next.next().value ?? []);
    },
  };
}
