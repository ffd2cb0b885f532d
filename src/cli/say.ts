import { setFrenchSpaces } from './print/french-spaces.ts';

/** Prints a message beside the answer, on standard error. */
export function say(text: string): void {
  process.stderr.write(`${setFrenchSpaces(text)}\n`);
}
