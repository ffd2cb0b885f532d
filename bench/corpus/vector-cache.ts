import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { dataFolderOf } from '../../evaluation/open-service.ts';
import type { ServiceParts } from './service-parts.ts';

/** Returns the file of these texts and this model. */
function fileOf(
  texts: readonly string[],
  { hash, embedder }: Pick<ServiceParts, 'hash' | 'embedder'>,
): string {
  const name = hash(JSON.stringify([embedder.modelId, texts])).slice(0, 24);
  return dataFolderOf(`bench-vectors/${name}.f32`);
}

async function readVectors(file: string, count: number): Promise<Float32Array | null> {
  try {
    const bytes = await readFile(file);
    const values = new Float32Array(new Uint8Array(bytes).buffer);
    return values.length === count ? values : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function writeVectors(file: string, values: Float32Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  await rename(unfinished, file);
}

/** Returns the vectors of distinct texts, by text; computed once, then read from a file. */
export async function embedOnce(
  texts: readonly string[],
  parts: Pick<ServiceParts, 'hash' | 'embedder'>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { dimensions } = parts.embedder;
  const file = fileOf(texts, parts);
  let values = await readVectors(file, texts.length * dimensions);
  if (values === null) {
    values = new Float32Array(texts.length * dimensions);
    const embedded = await parts.embedder.embedPassages(texts);
    for (const [index, vector] of embedded.entries()) values.set(vector, index * dimensions);
    await writeVectors(file, values);
  }
  const all = values;
  return new Map(
    texts.map((text, index) => [text, all.subarray(index * dimensions, (index + 1) * dimensions)]),
  );
}
