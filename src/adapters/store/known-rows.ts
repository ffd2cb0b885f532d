import type { IndexedRow } from './memory-index/experience-table.ts';

/** Rows that were read for a state that another publication overtook. */
export class KnownRows {
  readonly #rows = new Map<string, IndexedRow>();
  #recipe: string | null = null;

  /** @param recipe of what is read: rows of another one are forgotten */
  follow(recipe: string | null): void {
    if (recipe !== this.#recipe) this.#rows.clear();
    this.#recipe = recipe;
  }

  add(rows: readonly IndexedRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
  }

  find(id: string, revision: string): IndexedRow | null {
    const row = this.#rows.get(id);
    return row?.revision === revision ? row : null;
  }
}
