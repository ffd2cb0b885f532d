import { formatNumber } from '../../src/domain/french/formats.ts';

export { typeset } from '../../src/domain/french/formats.ts';

const SPACE = '\u00a0';

/** « 1 expérience », « 2 expériences »; zero takes the singular. */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)}${SPACE}${value >= 2 ? plural : singular}`;
}
