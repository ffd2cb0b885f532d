import { dimensionOf, inverseDocumentFrequency, K1 } from './lexical-vector.ts';
import type { SparseVector, TermStatistics } from './retrieval.ts';

/** The rarest terms kept of a long question: their characters, added, stay under this. */
const MAX_CHARACTERS = 300;

/** A term that more than about one experience in six contains does not single anything out. */
const SPECIFIC_IDF = 1.8;

/**
 * Experiences that carry the anchors of a question, added up, at most: the cost of the lexical leg. The rarest known
 * term is an anchor whatever its frequency; up to about a hundred experiences, all terms are.
 */
const ANCHORED_EXPERIENCES = 2_000;

/** The question as the lexical leg asks it. */
export interface LexicalQuery {
  /** IDF per dimension. */
  readonly vector: SparseVector;
  /** Dimensions of the rarest terms: an experience found by words has at least one of them. */
  readonly anchors: readonly number[];
  /** The BM25F score that no document can exceed for this question; 0 when no term is known. */
  readonly maximum: number;
  /** The distinct stems that are asked, rarest first. */
  readonly stems: readonly string[];
  /** Those of them that single experiences out. */
  readonly specificStems: readonly string[];
  /** IDF mass of `specificStems`, whether kept or not: how much the question says, >= 0. */
  readonly information: number;
  /** Share of the question's IDF mass carried by terms that some document contains, in [0, 1]. */
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
 * Builds the question side of BM25F from its stems. A term that the statistics do not know counts
 * as the rarest: an experience added since they were taken may contain it. When the question is
 * too long, known terms are kept before unknown ones, and the rarest before the others.
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
