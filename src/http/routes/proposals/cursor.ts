import { z } from 'zod';
import { identifier } from '../../input/text.ts';
import { HttpProblem } from '../../problems/problem.ts';

const schema = z.strictObject({ list: z.string(), key: z.number(), id: identifier });

/** Last item of a page. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

export function encodeCursor(list: string, { key, id }: Position): string {
  return Buffer.from(JSON.stringify({ list, key, id })).toString('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @throws HttpProblem `cursor-invalid` when the cursor does not come from a page of this list */
export function decodeCursor(cursor: string, list: string): Position {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.data?.list !== list) throw new HttpProblem('cursor-invalid');
  return { key: parsed.data.key, id: parsed.data.id };
}
