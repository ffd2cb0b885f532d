import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { luminanceOf } from '../../src/http/pages/operator-look.ts';

const TOKENS = fileURLToPath(new URL('../../web/styles/tokens.css', import.meta.url));
const [LIGHT = '', DARK = ''] = (await readFile(TOKENS, 'utf8')).split('@media (prefers-color-scheme: dark)');

/** Ratios of WCAG 2.2: 1.4.6 for a text, 1.4.11 for what tells a control or a mark from its ground. */
const TEXT = 7;
const MARK = 3;

const ON_SURFACES = ['paper', 'surface', 'surface-soft', 'accent-soft'];
const PAIRS: readonly (readonly [ink: string, grounds: readonly string[], ratio: number])[] = [
  ['ink', [...ON_SURFACES, 'sun-soft', 'mark'], TEXT],
  ['ink-soft', ON_SURFACES, TEXT],
  ['accent', [...ON_SURFACES, 'sun-soft'], TEXT],
  ['accent-strong', ON_SURFACES, TEXT],
  ['caution', ['paper', 'surface', 'sun-soft'], TEXT],
  ['danger', ['paper', 'surface', 'accent-soft'], TEXT],
  ['accent-ink', ['accent', 'accent-strong'], TEXT],
  ['band-ink', ['band', 'band-soft'], TEXT],
  ['band-ink-soft', ['band'], TEXT],
  ['sun-ink', ['sun'], TEXT],
  ['sun', ['band', 'band-soft'], MARK],
  ['line-strong', ['paper', 'surface'], MARK],
  ['focus', ON_SURFACES, MARK],
];

function readTokens(style: string): ReadonlyMap<string, string> {
  return new Map(
    [...style.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', readTokens(LIGHT)],
  ['dark', new Map([...readTokens(LIGHT), ...readTokens(DARK)])],
])('colours in %s', (_mode, tokens) => {
  const colourOf = (name: string) => {
    const colour = tokens.get(name);
    if (colour === undefined) throw new Error(`no token --${name}`);
    return colour;
  };

  it.each(PAIRS)('--%s stands out on %j by %d', (ink, grounds, ratio) => {
    for (const ground of grounds) {
      expect(contrastOf(colourOf(ink), colourOf(ground)), ground).toBeGreaterThanOrEqual(ratio);
    }
  });
});
