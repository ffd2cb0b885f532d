import { expect, it } from 'vitest';
import { experience } from '../../../test/fakes/experiences.ts';
import { createTextAnalysis } from '../text/terms.ts';
import { sharedWords } from './shared-words.ts';

const analyse = createTextAnalysis((word) => word.replace(/s$/, ''));

const fiche = experience({
  title: 'Une ferme communale et une épicerie solidaire au cœur du bourg',
  summary:
    'La commune achète une ferme. Des éleveurs y vendent leur viande ; les éleveurs viennent de loin. Le lieu est un tiers-lieu.',
  levers: [{ lever: 'locaux', what: 'Met la ferme en location.' }],
});

function quoted(priorities: string): readonly string[] {
  return sharedWords(priorities, [...new Set(analyse(priorities).map(({ stem }) => stem))], fiche, analyse);
}

it.each([
  ['Nous voulons garder une épicerie', ['épicerie']],
  ['épiceries', ['épiceries']],
  ['épicerie, éleveurs, garage', ['épicerie', 'éleveurs']],
  ['aider des ÉLEVEURS', ['ÉLEVEURS']],
  // A verb of the request, and a noun of the fiche.
  ['la poste ferme en juin', []],
  ['une ferme à reprendre', ['ferme']],
  // Nouns that name nothing.
  ['il nous vient l’idée d’un lieu au cœur du village', []],
  // Verbs after a preposition.
  ['pour vendre mieux', []],
  // Said once, and not in the title.
  ['de la viande', []],
])('of «%s» it quotes %j', (priorities, words) => {
  expect(quoted(priorities)).toEqual(words);
});

it('takes the words that hyphens join as one', () => {
  const about = experience({ title: 'Un tiers-lieu dans une gare' });
  expect(
    sharedWords(
      'ouvrir un tiers-lieu',
      analyse('tiers-lieu').map(({ stem }) => stem),
      about,
      analyse,
    ),
  ).toEqual(['tiers-lieu']);
});
