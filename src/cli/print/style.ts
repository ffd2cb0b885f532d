/** Emphasis of a text; each gives it back as it is where there is no terminal to show it. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

function sgr(open: number, close: number): (text: string) => string {
  return (text) => `\u001b[${open}m${text}\u001b[${close}m`;
}

const plain = (text: string) => text;

const PLAIN: Style = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain };

/** Codes of ECMA-48 (SGR), that every terminal knows. */
const STYLED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
  red: sgr(31, 39),
};

/** How texts are laid out on an output. */
export interface Look {
  /** Characters of a line. */
  readonly width: number;
  readonly style: Style;
}

/** Longer lines are tiring to read, shorter ones cannot hold the labels. */
const WIDEST = 100;
const NARROWEST = 40;

/** @see https://no-color.org */
export function lookOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): Look {
  const refusesStyle = (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb';
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, stream.columns ?? 80)),
    style: stream.isTTY === true && !refusesStyle ? STYLED : PLAIN,
  };
}
