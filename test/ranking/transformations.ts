import { seededRandom, shuffle } from '../../evaluation/randomness.ts';
import { splitWords } from '../../src/domain/text/words.ts';

const PREAMBLES = [
  'Bonjour, je vous écris de la part de notre collectivité, merci d’avance pour votre aide. ',
  'Madame, Monsieur, nous nous permettons de vous solliciter pour la question suivante. ',
  'Bonjour à toutes et à tous, j’espère que vous allez bien. Voici notre demande : ',
];
const IRRELEVANT_SENTENCES = [
  ' Il a beaucoup plu la semaine dernière.',
  ' Notre secrétariat est fermé le mercredi après-midi.',
  ' La prochaine réunion du conseil est fixée au douze du mois.',
];
function pick(texts: readonly string[], position: number): string {
  return texts[position % texts.length] ?? '';
}

/** Changes of the text of a request that should not change its answer; `position` is its index. */
export const TRANSFORMATIONS: Readonly<Record<string, (text: string, position: number) => string>> = {
  'without its accents': (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  'in capitals': (text) => text.toUpperCase(),
  'after a polite preamble': (text, position) => pick(PREAMBLES, position) + text,
  'before an irrelevant sentence': (text, position) => text + pick(IRRELEVANT_SENTENCES, position),
};

/** Shuffles the words of a text, without its punctuation; `seed` chooses the order. */
export function shuffleWords(text: string, seed: number): string {
  const words = splitWords(text).map((word) => word.text);
  return shuffle(words, seededRandom(seed)).join(' ');
}

/** Tells a few words from a sentence. */
export function isKeywords(text: string): boolean {
  return splitWords(text).length <= 8 && !/[.?!…]/u.test(text);
}
