/** Emphasis of a text; does nothing without a terminal. */
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

/** ECMA-48 SGR codes, known to every terminal. */
const STYLED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
  red: sgr(31, 39),
};

/** Width and styles of an output. */
export interface Look {
  /** In characters. */
  readonly width: number;
  readonly style: Style;
}

/** Longer lines are hard to read, shorter ones cannot hold the labels. */
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
