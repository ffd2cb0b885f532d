import type { ExpandRequest } from '../domain/matching/expand-request.ts';
import { buildLexicalQuery } from '../domain/matching/lexical-query.ts';
import type { Mode, Question } from '../domain/matching/question.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import type { Profile } from '../domain/profile/profile.ts';
import { calmCapitals } from '../domain/text/calm-capitals.ts';
import type { TextAnalysis } from '../domain/text/terms.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';

/** What is asked, in one text: the priorities, then the labels of the chosen themes and levers. */
export function questionText(profile: Profile, taxonomy: Taxonomy): string {
  const label = (id: string, among: readonly { id: string; label: string }[]) =>
    among.find((entry) => entry.id === id)?.label ?? id;
  return [
    profile.priorities,
    ...profile.themes.map((id) => label(id, taxonomy.themes)),
    ...profile.levers.map((id) => label(id, taxonomy.levers)),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** What the model reads: the question, then what it could have said as well. */
export function semanticText(profile: Profile, text: string, expand: ExpandRequest): string {
  return [calmCapitals(text), ...expand(profile.priorities)].join(' ');
}

/** The lexical side of a profile, and how its cosines are read. */
export function buildQuestion(
  profile: Profile,
  mode: Mode,
  text: string,
  index: IndexSnapshot,
  analyse: TextAnalysis,
  embedder: Embedder,
): Question {
  const stems = analyse(text).map((term) => term.stem);
  return {
    profile,
    mode,
    lexical: buildLexicalQuery(stems, index.statistics),
    scale: embedder.calibration,
  };
}
