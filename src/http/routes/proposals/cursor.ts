import { z } from 'zod';
import { type Position, readCursor, writeCursor } from '../../input/cursor.ts';
import { identifier } from '../../input/text.ts';
import { HttpProblem } from '../../problems/problem.ts';

const schema = z.strictObject({ list: z.string(), key: z.number(), id: identifier });

export function encodeCursor(list: string, { key, id }: Position): string {
  return writeCursor({ list, key, id });
}

/** @throws HttpProblem `cursor-invalid` when the cursor does not come from a page of this list */
export function decodeCursor(cursor: string, asked: string): Position {
  const { list, ...position } = readCursor(cursor, schema);
  if (list !== asked) throw new HttpProblem('cursor-invalid');
  return position;
}
