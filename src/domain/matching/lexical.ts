import { LEXICAL_DIMENSIONS, type SparseVector, type TermStatistics } from './retrieval.ts';

/**
 * BM25F as an inner product of two sparse vectors.
 *
 * Document side, a term t: w(t) = tf'·(k1 + 1) / (tf' + k1), where
 *   tf' = Σ over fields f of boost(f) · tf(f) / (1 − b + b · length(f) / averageLength(f)).
 * Question side: idf(t) = ln(1 + (N − df + 0.5) / (df + 0.5)).
 * The inner product is in [0, Σ idf·(k1 + 1)].
 *
 * Sources: S. Robertson and H. Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond»,
 * Foundations and Trends in Information Retrieval 3(4), 2009, sections 3.4 and 3.6; the idf with
 * «1 +», never negative, is Lucene's. The document frequencies count on the question side only, and
 * average lengths are constants: the vector of an experience depends on no other.
 */

export const K1 = 1.2;
const B = 0.75;

/** Fields of an experience, with the weight of one occurrence. */
export const FIELD_BOOSTS = {
  title: 2.5,
  labels: 1.5,
  summary: 1,
  uses: 0.8,
  context: 0.5,
} as const;
export type LexicalField = keyof typeof FIELD_BOOSTS;

/** Stems of each field, in order, repetitions included. */
export type FieldTerms = Readonly<Record<LexicalField, readonly string[]>>;

/**
 * Mean number of stems of each field in the public fiches of the starter corpus. Constants: were they those of the
 * stored fiches, the weights of one would reveal how long a hidden one is.
 */
const AVERAGE_LENGTHS: Readonly<Record<LexicalField, number>> = {
  title: 8.759,
  labels: 12.616,
  summary: 58.647,
  uses: 20.304,
  context: 8.536,
};

const FIELDS = Object.keys(FIELD_BOOSTS) as readonly LexicalField[];

/** Computes the 32-bit FNV-1a hash, without sign. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Hashes a stem to a dimension in [0, LEXICAL_DIMENSIONS): folded to 18 bits. */
export function dimensionOf(stem: string): number {
  const hash = hashText(stem);
  return ((hash >>> 18) ^ hash) & (LEXICAL_DIMENSIONS - 1);
}

/** Computes the document side: one weight in (0, K1 + 1) per stem. */
export function documentVector(document: FieldTerms): SparseVector {
  const frequencies = new Map<string, number>();
  for (const field of FIELDS) {
    const length = document[field].length / AVERAGE_LENGTHS[field];
    const increment = FIELD_BOOSTS[field] / (1 - B + B * length);
    for (const stem of document[field]) frequencies.set(stem, (frequencies.get(stem) ?? 0) + increment);
  }
  const vector = new Map<number, number>();
  for (const [stem, frequency] of frequencies) {
    const dimension = dimensionOf(stem);
    const weight = (frequency * (K1 + 1)) / (frequency + K1);
    vector.set(dimension, Math.max(vector.get(dimension) ?? 0, weight));
  }
  return vector;
}

/** Computes the inverse document frequency, > 0; highest for a term that no document contains. */
export function inverseDocumentFrequency(stem: string, statistics: TermStatistics): number {
  const frequency = statistics.documentFrequencies.get(stem) ?? 0;
  return Math.log(1 + (statistics.documentCount - frequency + 0.5) / (frequency + 0.5));
}

/** Total length of the terms kept of a long question, the rarest first. */
const MAX_CHARACTERS = 300;

/** IDF from which a term singles experiences out: about one experience in six contains it. */
const SPECIFIC_IDF = 1.8;

/**
 * Highest sum of the document frequencies of the anchors, which is the cost of the lexical leg. The rarest known term
 * is always an anchor; up to about a hundred experiences, all terms are.
 */
const ANCHORED_EXPERIENCES = 1_000;

/** Question for the lexical leg. */
export interface LexicalQuery {
  /** IDF per dimension. */
  readonly vector: SparseVector;
  /** Dimensions of the rarest terms: the lexical leg finds experiences with at least one of them. */
  readonly anchors: readonly number[];
  /** Upper bound of the BM25F score for this question; 0 without term. */
  readonly maximum: number;
  /** Distinct stems kept, known ones first, then rarest first. */
  readonly stems: readonly string[];
  /** Kept stems that single experiences out. */
  readonly specificStems: readonly string[];
  /** IDF mass of all the stems that single experiences out, kept or not; >= 0. */
  readonly information: number;
  /** Share of the question's IDF mass in terms that some document contains, in [0, 1]. */
  readonly coverage: number;
}

function rarestFirst(stems: readonly string[], statistics: TermStatistics) {
  return [...new Set(stems)]
    .map((stem) => ({
      stem,
      idf: inverseDocumentFrequency(stem, statistics),
      known: statistics.documentFrequencies.has(stem),
    }))
    .sort((a, b) => b.idf - a.idf || (a.stem < b.stem ? -1 : 1));
}

/** @param stems rarest first */
function anchorsOf(stems: readonly string[], { documentFrequencies }: TermStatistics): readonly number[] {
  const anchors = new Set<number>();
  let carriers = 0;
  for (const stem of stems) {
    const frequency = documentFrequencies.get(stem) ?? 0;
    if (carriers > 0 && carriers + frequency > ANCHORED_EXPERIENCES) break;
    carriers += frequency;
    anchors.add(dimensionOf(stem));
  }
  return [...anchors];
}

/**
 * Builds the question side of BM25F from its stems. A term absent from the statistics counts as the rarest: an
 * experience added since may contain it. A question that is too long keeps known terms before unknown ones, and the
 * rarest before the others.
 */
export function buildLexicalQuery(stems: readonly string[], statistics: TermStatistics): LexicalQuery {
  const terms = rarestFirst(stems, statistics);
  const mass = terms.reduce((sum, term) => sum + term.idf, 0);
  const knownTerms = terms.filter((term) => term.known);
  const knownMass = knownTerms.reduce((sum, term) => sum + term.idf, 0);

  let characters = 0;
  const kept = [...knownTerms, ...terms.filter((term) => !term.known)].filter((term) => {
    characters += term.stem.length;
    return characters <= MAX_CHARACTERS;
  });
  const specific = terms.filter((term) => term.idf >= SPECIFIC_IDF);
  const keptStems = kept.map((term) => term.stem);
  const vector = new Map<number, number>();
  for (const { stem, idf } of kept) {
    const dimension = dimensionOf(stem);
    vector.set(dimension, Math.max(vector.get(dimension) ?? 0, idf));
  }
  return {
    vector,
    anchors: anchorsOf(keptStems, statistics),
    maximum: (K1 + 1) * [...vector.values()].reduce((sum, idf) => sum + idf, 0),
    stems: keptStems,
    specificStems: kept.filter((term) => term.idf >= SPECIFIC_IDF).map((term) => term.stem),
    information: specific.reduce((sum, term) => sum + term.idf, 0),
    coverage: mass === 0 ? 0 : knownMass / mass,
  };
}
