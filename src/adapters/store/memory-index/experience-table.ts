import { type SparseVector, WHOLE_FICHE } from '../../../domain/matching/retrieval.ts';
import { positionsOfBest } from './select-best.ts';
import { createSparseTable, type SparseTerms } from './sparse-table.ts';
import { createVectorTable, type VectorTable } from './vector-table.ts';

const NO_FLOOR = Number.NEGATIVE_INFINITY;

/** What is compared of an experience. */
export interface IndexedRow {
  readonly id: string;
  readonly revision: string;
  readonly lexical: SparseTerms;
  /** In the order of their ordinals. */
  readonly passages: readonly { readonly ordinal: number; readonly vector: Float32Array }[];
}

/** A row with its scores for a question. */
export interface ScoredRow {
  readonly id: string;
  readonly revision: string;
  /** >= 0; 0 when the words were not asked. */
  readonly lexical: number;
  /** In the order of their ordinals; empty when the meaning was not asked. */
  readonly passages: readonly { readonly ordinal: number; readonly cosine: number }[];
}

/** What is kept of one leg of the retrieval: its best rows, and those that tie with the last of them. */
export interface Legs {
  readonly semantic: readonly ScoredRow[];
  readonly lexical: readonly ScoredRow[];
}

/** A whole fiche and its cosine to a question. */
export interface NearFiche {
  readonly id: string;
  readonly revision: string;
  readonly score: number;
}

interface StoredRow {
  readonly id: string;
  readonly revision: string;
  readonly firstVector: number;
  readonly ordinals: readonly number[];
}

/** Experiences that the same readers see, and all that finds them. An id stands for one row at most. */
export class ExperienceTable {
  readonly #vectors: VectorTable;
  readonly #terms = createSparseTable();
  /** At the place of its terms; null once removed. */
  readonly #stored: (StoredRow | null)[] = [];
  readonly #places = new Map<string, number>();
  readonly #revisions = new Map<string, string>();

  /** @param width components of a vector: a multiple of 16 */
  constructor(width: number) {
    this.#vectors = createVectorTable(width);
  }

  /** By id. */
  get revisions(): ReadonlyMap<string, string> {
    return this.#revisions;
  }

  /** Share of the rows it holds that were removed, in [0, 1]: they still take memory and time. */
  get waste(): number {
    return this.#stored.length === 0 ? 0 : 1 - this.#places.size / this.#stored.length;
  }

  /** Adds a row, in the place of the one with its id. */
  put({ id, revision, lexical, passages }: IndexedRow): void {
    this.remove(id);
    const [firstVector = 0] = passages.map(({ vector }) => this.#vectors.append(vector));
    const place = this.#terms.append(lexical);
    this.#stored[place] = { id, revision, firstVector, ordinals: passages.map(({ ordinal }) => ordinal) };
    this.#places.set(id, place);
    this.#revisions.set(id, revision);
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#stored[place] = null;
    this.#places.delete(id);
    this.#revisions.delete(id);
  }

  *rows(): Generator<IndexedRow> {
    for (const place of this.#places.values()) {
      const row = this.#stored[place];
      if (row == null) continue;
      const passages = row.ordinals.map((ordinal, i) => ({
        ordinal,
        vector: this.#vectors.vectorAt(row.firstVector + i),
      }));
      yield { id: row.id, revision: row.revision, lexical: this.#terms.termsAt(place), passages };
    }
  }

  /** The best `depth` rows of each leg, in any order, with both scores. A leg is not asked by null. */
  search(embedding: Float32Array | null, lexical: SparseVector | null, depth: number): Legs {
    const cosines = embedding === null ? null : this.#vectors.cosines(embedding);
    const products = lexical === null ? null : this.#productsOfStored(lexical);
    const nearest = cosines === null ? [] : positionsOfBest(this.#bestCosines(cosines), depth, NO_FLOOR);
    const matching = products === null ? [] : positionsOfBest(products, depth, 0);
    return {
      semantic: this.#scored(nearest, cosines, products),
      lexical: this.#scored(matching, cosines, products),
    };
  }

  /** The vector of a whole fiche; null when it is not there. */
  wholeFiche(id: string): Float32Array | null {
    const row = this.#stored[this.#places.get(id) ?? -1] ?? null;
    const position = row?.ordinals.indexOf(WHOLE_FICHE) ?? -1;
    return row === null || position === -1 ? null : this.#vectors.vectorAt(row.firstVector + position);
  }

  /** The cosine of each whole fiche, in any order. */
  compareWholeFiches(embedding: Float32Array): readonly NearFiche[] {
    const cosines = this.#vectors.cosines(embedding);
    return this.#stored.flatMap((row) => {
      const position = row?.ordinals.indexOf(WHOLE_FICHE) ?? -1;
      if (row === null || position === -1) return [];
      const { id, revision, firstVector } = row;
      return [{ id, revision, score: cosines[firstVector + position] ?? Number.NaN }];
    });
  }

  /** The best cosine of each row; not a number for one that was removed or has no passage. */
  #bestCosines(cosines: Float64Array): Float64Array {
    const best = new Float64Array(this.#stored.length).fill(Number.NaN);
    for (let place = 0; place < this.#stored.length; place += 1) {
      const row = this.#stored[place];
      if (row == null || row.ordinals.length === 0) continue;
      let highest = Number.NEGATIVE_INFINITY;
      const end = row.firstVector + row.ordinals.length;
      for (let i = row.firstVector; i < end; i += 1) highest = Math.max(highest, cosines[i] ?? highest);
      best[place] = highest;
    }
    return best;
  }

  #productsOfStored(lexical: SparseVector): Float64Array {
    const products = this.#terms.products(lexical);
    for (let place = 0; place < this.#stored.length; place += 1) {
      if (this.#stored[place] === null) products[place] = 0;
    }
    return products;
  }

  #scored(
    places: readonly number[],
    cosines: Float64Array | null,
    products: Float64Array | null,
  ): readonly ScoredRow[] {
    return places.flatMap((place) => {
      const row = this.#stored[place];
      if (row == null) return [];
      const { id, revision, firstVector, ordinals } = row;
      const passages =
        cosines === null
          ? []
          : ordinals.map((ordinal, i) => ({ ordinal, cosine: cosines[firstVector + i] ?? Number.NaN }));
      return [{ id, revision, lexical: products?.[place] ?? 0, passages }];
    });
  }
}
