import type { Experience } from '../experience/experience.ts';
import { straighten } from '../text/fold.ts';
import { splitSentences } from '../text/sentences.ts';
import { NEEDS_MET, type Passage, WHOLE_FICHE } from './retrieval.ts';

/** Labels of an experience's themes and levers, in the texts of the model and the index. */
export interface Labels {
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

function wholeFiche({ title, summary }: Experience, labels: Labels): string {
  const themes = labels.themes.length === 0 ? '' : ` Thèmes : ${labels.themes.join(', ')}.`;
  const levers = labels.levers.length === 0 ? '' : ` Leviers : ${labels.levers.join(', ')}.`;
  return `${title}.${themes}${levers} ${summary}`;
}

/**
 * Builds the texts to embed: the whole fiche (title, labels, summary), the needs that it meets if it tells them, then
 * each sentence of the summary, in order. The needs serve the ranking: a question tells a problem, and a fiche tells a
 * solution (nDCG@5 of the service: +0.03). The whole serves the ranking (nDCG@5 of the semantic leg alone: 0.66,
 * against 0.56 with the first sentence only), the sentences the quotation.
 */
export function buildPassages(experience: Experience, labels: Labels): readonly Passage[] {
  const sentences = splitSentences(experience.summary);
  const quote = sentences[0] ?? experience.title;
  const needs = experience.needsMet.join(' ');
  return [
    { ordinal: WHOLE_FICHE, embedded: straighten(wholeFiche(experience, labels)), quote },
    ...(needs === '' ? [] : [{ ordinal: NEEDS_MET, embedded: straighten(needs), quote }]),
    ...sentences.map((quote, index) => ({
      ordinal: NEEDS_MET + 1 + index,
      embedded: straighten(quote),
      quote,
    })),
  ];
}
