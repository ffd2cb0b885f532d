import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

export async function readJson<T>(file: string | URL, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}
