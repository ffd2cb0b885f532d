import { setFrenchSpaces } from './print/french-spaces.ts';

/** Tells the person something beside the answer: on the error output, which no one pipes. */
export function say(text: string): void {
  process.stderr.write(`${setFrenchSpaces(text)}\n`);
}
