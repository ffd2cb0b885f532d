import type { ExperienceDraft } from './experience.ts';

type QuotingFiche = Pick<ExperienceDraft, 'title' | 'summary' | 'levers' | 'figures' | 'difficulties'>;

export const MISQUOTE_MESSAGE = 'ne cite pas mot pour mot le texte de la fiche';

/**
 * Finds the difficulties, and the sentences of figures, that are in no text of the fiche: pages show them as quotes. A
 * path leads to a field of the fiche: `['figures', 0, 'sentence']`.
 */
export function findMisquotes({ title, summary, levers, figures, difficulties }: QuotingFiche) {
  const texts = [title, summary, ...levers.map(({ what }) => what)];
  const quotes = [
    ...figures.map(({ sentence }, index) => ({ path: ['figures', index, 'sentence'], sentence })),
    ...difficulties.map((sentence, index) => ({ path: ['difficulties', index], sentence })),
  ];
  return quotes.flatMap(({ path, sentence }) =>
    sentence === null || texts.some((text) => text.includes(sentence)) ? [] : [{ path, sentence }],
  );
}
