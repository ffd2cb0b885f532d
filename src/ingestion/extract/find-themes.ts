import { createCueFinder } from '../../domain/matching/find-cues.ts';
import type { Theme } from '../../domain/theme/theme.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Case } from './case.ts';
import type { Span } from './located-text.ts';
import { type EmbedTexts, embedOnce } from './remember-vectors.ts';
import { cosine, type Scale, scaled } from './similarity.ts';

export interface FoundTheme {
  readonly theme: string;
  readonly proof: Span;
}

/** Themes of a case, the most important first, four at most. */
export type FindThemes = (own: Case, embed: EmbedTexts) => Promise<readonly FoundTheme[]>;

const MAX_THEMES = 4;
const HEADING_WEIGHT = 2;
const MEANING_WEIGHT = 1.5;
/** One cue in passing is no theme; two, or one in a case that means it, are. */
const LEAST_SCORE = 1.25;
/** Of the first theme: the others must matter nearly as much. */
const LEAST_SHARE = 0.4;

interface Passage extends Span {
  readonly text: string;
  readonly weight: number;
}

function passagesOf({ heading, sentences }: Case): readonly Passage[] {
  const own = sentences.map(({ text, start, end }) => ({ text, start, end, weight: 1 }));
  if (heading === null) return own;
  const { text, start, end } = heading;
  return [{ text, start, end, weight: HEADING_WEIGHT }, ...own];
}

/** Cues count less and less: ten « femmes » are not ten times the theme. */
function damped(count: number): number {
  return Math.log2(1 + count);
}

/** The labels are embedded once, at the first case. */
export function createThemeFinder(themes: readonly Theme[], embedder: Embedder, scale: Scale): FindThemes {
  const findCues = createCueFinder(themes);
  const embedLabels = embedOnce(() =>
    Promise.all(themes.map(({ label, cues }) => embedder.embedQuery(`${label} : ${cues.join(', ')}`))),
  );
  return async (own, embed) => {
    const known = await embedLabels();
    const passages = passagesOf(own);
    const vectors = await embed(passages.map(({ text }) => text));
    const scored = themes.flatMap(({ id }, j) => {
      const meanings = vectors.map((vector) => scaled(cosine(vector, known[j]), scale));
      const counts = passages.map(({ text, weight }) => weight * (findCues(text).get(id)?.length ?? 0));
      const best = [...meanings].sort((a, b) => b - a).slice(0, 3);
      const meaning = best.reduce((sum, value) => sum + value, 0) / Math.max(1, best.length);
      const cued = damped(counts.reduce((sum, value) => sum + value, 0));
      const score = cued + MEANING_WEIGHT * meaning;
      const clearest = passages
        .map((passage, i) => ({ passage, value: (counts[i] ?? 0) + (meanings[i] ?? 0) }))
        .sort((a, b) => b.value - a.value || a.passage.start - b.passage.start)[0];
      if (cued === 0 || score < LEAST_SCORE || clearest === undefined) return [];
      const { start, end } = clearest.passage;
      return [{ theme: id, score, proof: { start, end } }];
    });
    const ranked = scored.sort((a, b) => b.score - a.score || (a.theme < b.theme ? -1 : 1));
    const first = ranked[0]?.score ?? 0;
    return ranked
      .filter(({ score }) => score >= LEAST_SHARE * first)
      .slice(0, MAX_THEMES)
      .map(({ theme, proof }) => ({ theme, proof }));
  };
}
