import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** Reads a file of one JSON value a line, and parses each by a schema; empty lines are skipped. */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
