import type { z } from 'zod';
import { HttpProblem } from '../problems/problem.ts';

/** Last item of a page: its sort key and its id. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeCursor(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws HttpProblem `cursor-invalid` when the schema refuses it */
export function readCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success) throw new HttpProblem('cursor-invalid');
  return parsed.data;
}
