import { styleText } from 'node:util';

/** Emphasis of a text; none without a terminal, or for a person who set NO_COLOR. */
export const bold = (text: string) => styleText('bold', text);
export const dim = (text: string) => styleText('dim', text);
export const green = (text: string) => styleText('green', text);
export const yellow = (text: string) => styleText('yellow', text);
export const red = (text: string) => styleText('red', text);

/** Width of an output, in characters: longer lines are hard to read, shorter ones cannot hold the labels. */
export const WIDTH = Math.min(100, Math.max(40, process.stdout.columns ?? 80));
