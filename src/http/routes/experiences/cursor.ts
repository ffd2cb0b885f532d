import { z } from 'zod';
import { DomainError } from '../../../domain/errors.ts';

export type Sort = 'relevance' | 'year';

/** Last item of a page: its sort key and its id. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.issues.push({ code: 'custom', message: 'JSON illisible', input: text });
    return z.NEVER;
  }
});

const id = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

const cursorSchema = json.pipe(
  z.discriminatedUnion('sort', [
    z.strictObject({ sort: z.literal('year'), key: z.int().min(0).max(9999), id }),
    z.strictObject({ sort: z.literal('relevance'), key: z.number().min(1e-6).max(1e6), id }),
  ]),
);

export function encodeCursor(sort: Sort, { key, id }: Position): string {
  return Buffer.from(JSON.stringify({ sort, key, id })).toString('base64url');
}

/** @throws DomainError `cursor-invalid` when the cursor does not come from a page in this order */
export function decodeCursor(cursor: string, sort: Sort): Position {
  const parsed = cursorSchema.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!parsed.success || parsed.data.sort !== sort) {
    throw new DomainError(
      'cursor-invalid',
      'Le curseur ne vient pas d’une page précédente de la même recherche. Reprenez la valeur « next » telle quelle, avec les mêmes paramètres, ou repartez sans curseur.',
      { cursor },
    );
  }
  return { key: parsed.data.key, id: parsed.data.id };
}
