import { dot } from '../../../domain/matching/linear-head.ts';
import { straighten } from '../../../domain/text/fold.ts';
import type { Embedder, ModelCalibration } from '../../../ports/embedder.ts';

/** Returns the vectors of texts, in order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** Embeds each text once: levers and themes are sought in the same sentences. */
export function rememberVectors(embedder: Pick<Embedder, 'embedPassages'>): EmbedTexts {
  const known = new Map<string, Float32Array>();
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors = missing.length === 0 ? [] : await embedder.embedPassages(missing.map(straighten));
    for (const [i, text] of missing.entries()) {
      const vector = vectors[i];
      if (vector !== undefined) known.set(text, vector);
    }
    return texts.flatMap((text) => known.get(text) ?? []);
  };
}

/** Computes vectors on the first call only: a failure ends the thread. */
export function embedOnce(compute: () => Promise<readonly Float32Array[]>) {
  let vectors: Promise<readonly Float32Array[]> | undefined;
  return () => {
    vectors ??= compute();
    return vectors;
  };
}

/** Embeds questions one after the other: a batch would delay the question of a user. */
export async function embedQuestions(
  { embedQuery }: Pick<Embedder, 'embedQuery'>,
  questions: readonly string[],
): Promise<readonly Float32Array[]> {
  const computed: Float32Array[] = [];
  for (const question of questions) computed.push(await embedQuery(straighten(question)));
  return computed;
}

export type Scale = Pick<ModelCalibration, 'background' | 'strong'>;

/** Computes the dot product of two unit vectors; 0 when one is missing. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a === undefined || b === undefined ? 0 : dot(a, b);
}

/** Puts a cosine on the scale of the model: 0 for nothing in common, 1 for an answer. */
export function scaled(value: number, { background, strong }: Scale): number {
  return Math.min(1, Math.max(0, (value - background) / (strong - background)));
}
