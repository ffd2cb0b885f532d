import { fold } from '../../../domain/text/fold.ts';

/** Beginnings of words are compared: « prête », « prêtées », « prêt ». */
const STEM = 6;
const NUMBER = '#';
const LEFT_OUT = new Set(
  'le la les un une des de du d l et a au aux en dans par pour sur avec qui que ce cette ces son sa ses leur leurs se s n y'.split(
    ' ',
  ),
);

/** Lists the stems of the words of a sentence, and the pairs that follow each other, each once. */
export function wordsOf(text: string): ReadonlySet<string> {
  const stems = (fold(text).match(/[a-z]+|\d+/g) ?? [])
    .filter((word) => !LEFT_OUT.has(word))
    .map((word) => (/^\d/.test(word) ? NUMBER : word.slice(0, STEM)));
  const pairs = stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`);
  return new Set([...stems, ...pairs]);
}
