import { z } from 'zod';
import { type Position, readCursor, writeCursor } from '../../input/cursor.ts';
import { HttpProblem } from '../../problems/problem.ts';

export type Sort = 'relevance' | 'year';

const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u);

const cursorSchema = z.discriminatedUnion('sort', [
  z.strictObject({ sort: z.literal('year'), key: z.int().min(0).max(9999), id }),
  z.strictObject({ sort: z.literal('relevance'), key: z.number().min(1e-6).max(1e6), id }),
]);

export function encodeCursor(sort: Sort, { key, id }: Position): string {
  return writeCursor({ sort, key, id });
}

/** @throws HttpProblem `cursor-invalid` when the cursor does not come from a page in this order */
export function decodeCursor(cursor: string, sort: Sort): Position {
  const position = readCursor(cursor, cursorSchema);
  if (position.sort !== sort) throw new HttpProblem('cursor-invalid');
  return position;
}
