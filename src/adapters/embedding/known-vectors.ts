import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { Embedder } from '../../ports/embedder.ts';

/** File beside the fiches of a corpus with the vectors of their passages, written by `npm run embed-corpus`. */
export const VECTORS_FILE = 'vectors.bin';

const knownVectorsSchema = z.object({
  /** Content hash of the model: the end of its `modelId`. */
  model: z.string(),
  /** By the SHA-256 of their text, in hexadecimal. */
  vectors: z.map(
    z.string(),
    z.custom<Float32Array>((value) => value instanceof Float32Array),
  ),
});
export type KnownVectors = z.infer<typeof knownVectorsSchema>;

/** Returns the end of `<name>@<content hash>`. */
export function contentHashOf(modelId: string): string {
  return modelId.slice(modelId.lastIndexOf('@') + 1);
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function encodeKnownVectors(known: KnownVectors): Uint8Array {
  return serialize(known);
}

/**
 * Reads the bytes of `encodeKnownVectors`. The map is empty when the vectors come from another model.
 * @throws Error when the bytes are damaged
 */
export function decodeKnownVectors(bytes: Buffer, model: string): KnownVectors['vectors'] {
  const known = knownVectorsSchema.parse(deserialize(bytes));
  return known.model === model ? known.vectors : new Map();
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
    async embedPassages(texts, signal) {
      reading ??= readVectors(file, contentHashOf(embedder.modelId));
      const known = await reading;
      const found = texts.map((text) => known.get(hashText(text)));
      const missing = texts.filter((_, position) => found[position] === undefined);
      const computed = missing.length === 0 ? [] : await embedder.embedPassages(missing, signal);
      const next = computed.values();
      return found.flatMap((vector) => vector?.slice() ?? next.next().value ?? []);
    },
  };
}

/** Number of vectors kept, 1.5 kB each. */
const REMEMBERED = 2_000;

/**
 * Caches the vectors of the last questions: people ask the same one again with another territory, another filter, or
 * from a link. The key is a digest, so the text itself is not kept.
 */
export function rememberQuestions(embedder: Embedder): Embedder {
  const vectors = new Map<string, Float32Array>();

  return {
    ...embedder,
    async embedQuery(text, signal) {
      const key = createHash('sha256').update(text).digest('base64');
      const known = vectors.get(key);
      const vector = known ?? (await embedder.embedQuery(text, signal));
      vectors.delete(key);
      vectors.set(key, vector);
      const [oldest] = vectors.keys();
      if (vectors.size > REMEMBERED && oldest !== undefined) vectors.delete(oldest);
      return vector.slice();
    },
  };
}
