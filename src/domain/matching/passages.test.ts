import { expect, it } from 'vitest';
import { experience } from '../../../test/fakes/experiences.ts';
import { buildPassages } from './passages.ts';

it('makes one passage of the whole fiche and one of each sentence', () => {
  const fiche = experience({ title: 'Titre', summary: 'Une phrase. Une autre, de M. Martin.' });
  expect(buildPassages(fiche, { themes: ['Énergie'], levers: [] })).toEqual([
    {
      ordinal: 0,
      embedded: 'Titre. Thèmes : Énergie. Une phrase. Une autre, de M. Martin.',
      quote: 'Une phrase.',
    },
    { ordinal: 1, embedded: 'Une phrase.', quote: 'Une phrase.' },
    { ordinal: 2, embedded: 'Une autre, de M. Martin.', quote: 'Une autre, de M. Martin.' },
  ]);
});

it('gives the model straight apostrophes, and quotes the original ones', () => {
  const [, typographic] = buildPassages(experience({ summary: 'L’épicerie d’Uzès.' }), {
    themes: [],
    levers: [],
  });
  const [, straight] = buildPassages(experience({ summary: "L'épicerie d'Uzès." }), {
    themes: [],
    levers: [],
  });
  expect(typographic?.embedded).toBe(straight?.embedded);
  expect(typographic?.quote).toBe('L’épicerie d’Uzès.');
});

it('reads a sentence once, and 200 of them at most', () => {
  const sentences = Array.from({ length: 300 }, (_, n) => `La phrase du lieu ${n} en dit plus.`);
  const summary = [...sentences, ...sentences].join(' ');
  const [, ...passages] = buildPassages(experience({ summary }), { themes: [], levers: [] });
  expect(passages.map(({ quote }) => quote)).toEqual(sentences.slice(0, 200));
});
