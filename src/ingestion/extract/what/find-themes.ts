import { createCueFinder } from '../../../domain/matching/find-cues.ts';
import type { Theme } from '../../../domain/theme/theme.ts';
import type { Embedder } from '../../../ports/embedder.ts';
import type { Case } from '../case/case.ts';
import {
  cosine,
  type EmbedTexts,
  embedOnce,
  embedQuestions,
  type Scale,
  scaled,
} from '../meaning/remember-vectors.ts';
import type { Span } from '../text/located-text.ts';

export interface FoundTheme {
  readonly theme: string;
  /** Sentence that says it best. */
  readonly proof: Span;
}

export interface FicheText {
  readonly title: string;
  readonly summary: string;
}

/** Finds the themes of a case, the most important first, four at most. */
export type FindThemes = (own: Case, fiche: FicheText, embed: EmbedTexts) => Promise<readonly FoundTheme[]>;

const MAX_THEMES = 4;
/**
 * Chosen on the fiches of the starter corpus, whose themes were given by hand (F1 0.61, precision
 * 0.61): cues, and the meaning of the whole fiche, which carries the subject better than its sentences.
 */
const MEANING_WEIGHT = 5;
const LEAST_SCORE = 1.5;
/** Least score of the other themes, as a share of the first one's. */
const LEAST_SHARE = 0.4;
const TITLE_WEIGHT = 2;

/** Makes cues count less and less: ten « femmes » are not ten times the theme. */
function damped(count: number): number {
  return Math.log2(1 + count);
}

/** Creates a theme finder; embeds the labels once, at the first case. */
export function createThemeFinder(
  themes: readonly Theme[],
  embedder: Pick<Embedder, 'embedQuery'>,
  scale: Scale,
): FindThemes {
  const findCues = createCueFinder(themes);
  const labels = themes.map(({ label, cues }) => `${label} : ${cues.join(', ')}`);
  const embedLabels = embedOnce(() => embedQuestions(embedder, labels));
  return async (own, { title, summary }, embed) => {
    const known = await embedLabels();
    const [whole, ...vectors] = await embed([
      `${title} ${summary}`,
      ...own.sentences.map(({ text }) => text),
    ]);
    const [inTitle, inSummary] = [findCues(title), findCues(summary)];
    const cuesOf = own.sentences.map(({ text }) => findCues(text));

    function prove(id: string, index: number): Span | null {
      const values = own.sentences.map(({ start, end }, i) => ({
        proof: { start, end },
        value: (cuesOf[i]?.get(id)?.length ?? 0) + scaled(cosine(vectors[i], known[index]), scale),
      }));
      return values.sort((a, b) => b.value - a.value || a.proof.start - b.proof.start)[0]?.proof ?? null;
    }

    const ranked = themes
      .map(({ id }, index) => {
        const cues = TITLE_WEIGHT * (inTitle.get(id)?.length ?? 0) + (inSummary.get(id)?.length ?? 0);
        const score = damped(cues) + MEANING_WEIGHT * scaled(cosine(whole, known[index]), scale);
        return { id, index, score };
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const least = Math.max(LEAST_SCORE, LEAST_SHARE * (ranked[0]?.score ?? 0));
    return ranked
      .filter(({ score }) => score >= least)
      .slice(0, MAX_THEMES)
      .flatMap(({ id, index }) => {
        const proof = prove(id, index);
        return proof === null ? [] : [{ theme: id, proof }];
      });
  };
}
