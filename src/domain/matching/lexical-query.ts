import { dimensionOf, inverseDocumentFrequency, K1 } from './lexical-vector.ts';
import type { SparseVector, TermStatistics } from './retrieval.ts';

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
