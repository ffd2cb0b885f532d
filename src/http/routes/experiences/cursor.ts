import { z } from 'zod';
import { HttpProblem } from '../../problems/problem.ts';

export type Sort = 'relevance' | 'year';

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

const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u);

const cursorSchema = z.discriminatedUnion('sort', [
  z.strictObject({ sort: z.literal('year'), key: z.int().min(0).max(9999), id }),
  z.strictObject({ sort: z.literal('relevance'), key: z.number().min(1e-6).max(1e6), id }),
]);

export function encodeCursor(sort: Sort, { key, id }: Position): string {
  return Buffer.from(JSON.stringify({ sort, key, id })).toString('base64url');
}

/** @throws HttpProblem `cursor-invalid` when the cursor does not come from a page in this order */
export function decodeCursor(cursor: string, sort: Sort): Position {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.data?.sort !== sort) throw new HttpProblem('cursor-invalid');
  return parsed.data;
}
