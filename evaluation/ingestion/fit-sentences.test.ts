import { expect, it } from 'vitest';
import { createSentenceReader, wordsOf } from '../../src/ingestion/extract/meaning/sentence-model.ts';
import { fitSentences, type SentenceExample } from './fit-sentences.ts';

const example = (text: string, direction: number, ...classes: readonly string[]): SentenceExample => ({
  text,
  vector: Float32Array.from([Math.cos(direction), Math.sin(direction)]),
  classes: new Set(classes),
  weight: 1,
});
const EXAMPLES = Array.from({ length: 40 }, (_, i) => [
  example('La commune prête un local.', i, 'lends'),
  example('La commune verse une aide.', i),
  example('Un texte quelconque.', 0.2 + i / 400, 'turned'),
  example('Un texte quelconque.', 2 + i / 400),
]).flat();

it('learns a class from words, and another from vectors', () => {
  const read = createSentenceReader(fitSentences(EXAMPLES, ['lends', 'turned']));
  const at = (direction: number) => Float32Array.from([Math.cos(direction), Math.sin(direction)]);
  expect(read('Le département prêtera un local.', at(1)).lends).toBeGreaterThan(
    read('Le département versera une aide.', at(1)).lends ?? 0,
  );
  expect(read('Un texte quelconque.', at(0.2)).turned).toBeGreaterThan(
    read('Un texte quelconque.', at(2)).turned ?? 0,
  );
  expect(Object.keys(read('', undefined))).toEqual(['lends', 'turned']);
});

it('is deterministic, and does not depend on a scale of weights', () => {
  const once = fitSentences(EXAMPLES, ['lends']);
  expect(fitSentences(EXAMPLES, ['lends'])).toEqual(once);
  expect(
    fitSentences(
      EXAMPLES.map((one) => ({ ...one, weight: 2 })),
      ['lends'],
    ),
  ).toEqual(once);
});

it('reads words by their beginnings, in pairs, and numbers as one', () => {
  expect([...wordsOf('La commune a prêté 2 locaux')]).toEqual([
    ...['commun', 'prete', '#', 'locaux'],
    ...['commun prete', 'prete #', '# locaux'],
  ]);
  expect(wordsOf('PRÊTE')).toEqual(wordsOf('prête'));
});
