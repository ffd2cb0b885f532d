import { expect, test } from 'vitest';
import { lookOf } from './style.ts';

const terminal = { isTTY: true, columns: 90 };

test('a terminal gets styles, at its own width', () => {
  const { style, width } = lookOf(terminal, {});
  expect(width).toBe(90);
  expect(style.bold('mot')).toBe('\u001b[1mmot\u001b[22m');
});

test.each([
  ['a file or a pipe', {}, {}],
  ['a person who set NO_COLOR', terminal, { NO_COLOR: '1' }],
  ['a terminal without styles', terminal, { TERM: 'dumb' }],
])('%s gets plain text', (_, stream, environment) => {
  const { style } = lookOf(stream, environment);
  expect(Object.values(style).map((apply) => apply('mot'))).toEqual(['mot', 'mot', 'mot', 'mot', 'mot']);
});

test('an empty NO_COLOR counts as absent, as https://no-color.org says', () => {
  expect(lookOf(terminal, { NO_COLOR: '' }).style.bold('mot')).not.toBe('mot');
});

test.each([
  [undefined, 80],
  [200, 100],
  [20, 40],
])('an output of %s columns gets lines of %s', (columns, width) => {
  expect(lookOf({ ...(columns === undefined ? {} : { columns }) }, {}).width).toBe(width);
});
