import { expect, it } from 'vitest';
import { MODEL_DIRECTORY } from '../../../../test/fixtures/model-directory.ts';
import { loadWindow } from './model-window.ts';
import { cutQuestion } from './question-limit.ts';

const { countTokens } = await loadWindow(MODEL_DIRECTORY);
const cut = (text: string) => cutQuestion(text, countTokens);

const SENTENCE = 'Ouvrir une épicerie solidaire dans le bourg avec les habitants. ';

it('leaves a letter of 900 characters whole', () => {
  const letter = SENTENCE.repeat(14).trim();
  expect(cut(letter)).toBe(letter);
});

it.each([
  ['French', SENTENCE.repeat(31)],
  ['digits between letters', 'x1'.repeat(1_000)],
  ['numbered lines', '1. a\n'.repeat(400)],
  ['one letter a word', 'é '.repeat(1_000)],
  ['characters that stand for many', 'ﷺ'.repeat(2_000)],
  ['emoji', '😀 '.repeat(1_000)],
])('cuts 2,000 characters of %s to 256 tokens', (_name, text) => {
  const read = cut(text);
  expect(text.startsWith(read)).toBe(true);
  expect(countTokens(read)).toBeGreaterThan(128);
  expect(countTokens(read)).toBeLessThanOrEqual(258);
});

it('cuts French at the end of a word', () => {
  const text = SENTENCE.repeat(31);
  expect(text.charAt(cut(text).length)).toBe(' ');
});
