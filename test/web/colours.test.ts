import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadOperatorLook, luminanceOf } from '../../src/http/pages/operator-look.ts';

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

/** Colour that `color-mix(in srgb, …)` makes of an opaque one. */
function mixed(colour: string, share: number, other: number): string {
  const bytes = Array.from(Buffer.from(colour.slice(1), 'hex'), (byte) =>
    Math.round((byte * share + other * (100 - share)) / 100),
  );
  return `#${Buffer.from(bytes).toString('hex')}`;
}

/** Ratio of WCAG 2.2, 1.4.3, for a text in a colour that the operator chooses. */
const OPERATOR_TEXT = 4.5;
const LEVELS = Array.from({ length: 16 }, (_, i) => (i * 17).toString(16).padStart(2, '0'));

/** Styles of an operator's colour; null for one that is refused. */
function operatorStyle(colour: string): string | null {
  try {
    const css = loadOperatorLook({ logo: null, colour }, (why) => new Error(why)).style?.content.toString();
    return (css ?? '').replace(/color-mix\(in srgb,(#\w+) (\d+)%,#(\w)\w\w\)/g, (_, from, share, other) =>
      mixed(from, Number(share), other === 'f' ? 255 : 0),
    );
  } catch {
    return null;
  }
}

it('any colour that the operator may choose stands out on each ground, and each ink on it', () => {
  const grid = LEVELS.flatMap((red) =>
    LEVELS.flatMap((green) => LEVELS.map((blue) => `#${red}${green}${blue}`)),
  );
  const worst = new Map<string, number>();
  for (const colour of [...grid, '#767676']) {
    const styles = operatorStyle(colour)?.split('@media') ?? [];
    for (const [mode, style] of styles.entries()) {
      const own = new Map(
        Array.from(style.matchAll(/--([\w-]+):(#\w{6})/g), ([, name, value]) => [name, value]),
      );
      const tokens = new Map([...readTokens(LIGHT), ...(mode === 1 ? readTokens(DARK) : [])]);
      for (const [ink, grounds, ratio] of PAIRS) {
        for (const ground of grounds.filter((one) => own.has(one) || own.has(ink))) {
          const [a = '', b = ''] = [ink, ground].map((name) => own.get(name) ?? tokens.get(name));
          const margin = contrastOf(a, b) / Math.min(ratio, OPERATOR_TEXT);
          const pair = `${mode === 1 ? 'dark' : 'light'} ${ink} on ${ground}`;
          worst.set(pair, Math.min(worst.get(pair) ?? Number.POSITIVE_INFINITY, margin));
        }
      }
    }
  }
  expect(worst.size).toBeGreaterThan(30);
  expect([...worst].filter(([, margin]) => margin < 1)).toEqual([]);
});
