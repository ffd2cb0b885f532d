import { buildLexicalQuery } from '../../domain/matching/lexical-query.ts';
import type { Mode, Question } from '../../domain/matching/question.ts';
import { leaningsOf } from '../../domain/matching/question-heads.ts';
import type { IndexSnapshot } from '../../domain/matching/retrieval.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { calmCapitals } from '../../domain/text/calm-capitals.ts';
import { straighten } from '../../domain/text/fold.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { labelOf } from './phrase-reasons.ts';

/** Joins the words of a need and the labels of the chosen themes and levers. */
export function questionText(words: string, profile: Profile, taxonomy: Taxonomy): string {
  return [
    words,
    ...profile.themes.map((id) => labelOf(id, taxonomy.themes)),
    ...profile.levers.map((id) => labelOf(id, taxonomy.levers)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Text to embed: the question, then its synonyms. */
export function semanticText(text: string, expressions: readonly string[]): string {
  return straighten([calmCapitals(text), ...expressions].join(' '));
}

/** One need of a resolved request, with its text (`questionText`) and vector. */
export interface AskedText {
  readonly profile: Profile;
  readonly mode: Mode;
  readonly text: string;
  readonly embedding: Float32Array;
  /** Number of taxonomy expressions found in the need. */
  readonly cueCount: number;
  /** Number of synonyms that the thesaurus adds. */
  readonly expressionCount: number;
}

/** Builds the input of the ranking. */
export function buildQuestion(
  { profile, mode, text, embedding, cueCount, expressionCount }: AskedText,
  index: IndexSnapshot,
  analyse: TextAnalysis,
  { calibration }: Embedder,
): Question {
  const stems = analyse(text).map((term) => term.stem);
  return {
    profile,
    mode,
    lexical: buildLexicalQuery(stems, index.statistics),
    scale: calibration,
    leanings: leaningsOf(embedding, calibration.heads),
    cueCount,
    expressionCount,
  };
}
