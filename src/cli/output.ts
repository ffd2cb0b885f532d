import { setFrenchSpaces } from './print/layout.ts';

/** Prints a message beside the answer, on standard error. */
export function say(text: string): void {
  process.stderr.write(`${setFrenchSpaces(text)}\n`);
}

/** Prints an answer on standard output: in lines for a person, or as one JSON document, whose maps become objects. */
export function printAnswer<T>(isJson: boolean, answer: T, print: (answer: T) => readonly string[]): void {
  const toPlain = (_: string, item: unknown) => (item instanceof Map ? Object.fromEntries(item) : item);
  process.stdout.write(`${isJson ? JSON.stringify(answer, toPlain, 2) : print(answer).join('\n')}\n`);
}

/** Tolerates a reader that closes the output early, such as `head`. */
export function tolerateClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
