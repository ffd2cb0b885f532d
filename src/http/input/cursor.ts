import { createHash } from 'node:crypto';
import { z } from 'zod';
import { HttpProblem } from '../problems/problem.ts';

/** Last item of a page: its sort key and its id. */
interface Position {
  readonly key: number;
  readonly id: string;
}

/** Characters of the digest of a list: a collision would only begin a page elsewhere. */
const DIGEST_LENGTH = 12;

/** Largest instant of a date, in milliseconds: a forged key stays one. */
const MAX_INSTANT = 8_640_000_000_000_000;

const cursorSchema = z.tuple([
  z.string(),
  z.number().min(-MAX_INSTANT).max(MAX_INSTANT),
  z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u),
]);

export const cursorInQuery = z
  .string()
  .min(1)
  .max(1200)
  .optional()
  .describe(
    'Valeur « next » de la page précédente, telle quelle, avec les mêmes filtres et le même ordre. Elle ne se lit pas et ne se fabrique pas.',
  );

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refuse(detail: string, parameter: string): HttpProblem {
  return new HttpProblem('cursor-invalid', {
    detail,
    facts: { errors: [{ in: 'query', pointer: `/${parameter}`, code: 'cursor-invalid', detail }] },
  });
}

/** Position of an item in a list by date. */
export const dated = (createdAt: string, id: string): Position => ({ key: Date.parse(createdAt), id });

/** Cursors of one list, which are refused by any other: of another route, other filters or another order. */
export class Cursors {
  readonly #digest: string;

  /** @param list what makes the list, the same from a page to the next; neither the cursor nor the size of a page */
  constructor(...list: readonly unknown[]) {
    const digest = createHash('sha256').update(JSON.stringify(list)).digest('base64url');
    this.#digest = digest.slice(0, DIGEST_LENGTH);
  }

  /**
   * Null without a cursor: from the beginning.
   * @param parameter name of the parameter that gives it
   * @throws HttpProblem `cursor-invalid`
   */
  read(cursor: string | undefined, parameter = 'cursor'): Position | null {
    if (cursor === undefined) return null;
    const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (!parsed.success) {
      throw refuse(
        'Ce n’est pas un curseur de ce service. Reprenez « next » tel quel, ou repartez sans curseur.',
        parameter,
      );
    }
    const [from, key, id] = parsed.data;
    if (from === this.#digest) return { key, id };
    throw refuse(
      'Ce curseur vient d’une autre liste. Gardez les filtres et l’ordre de la page qui l’a donné, ou repartez sans curseur.',
      parameter,
    );
  }

  write({ key, id }: Position): string {
    return Buffer.from(JSON.stringify([this.#digest, key, id])).toString('base64url');
  }

  /** Cuts a list to a page; one item more than `limit` tells that another page follows. */
  cut<T>(found: readonly T[], limit: number, positionOf: (item: T) => Position) {
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, next: last === undefined ? null : this.write(positionOf(last)) };
  }
}
