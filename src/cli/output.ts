import { type Look, lookOf } from './print/style.ts';

/** Prints the lines of an answer, laid out for the terminal. */
export function printAnswer(print: (look: Look) => readonly string[]): void {
  const look = lookOf(process.stdout, process.env);
  process.stdout.write(`${print(look).join('\n')}\n`);
}

/** Prints one JSON document on standard output. Maps become objects. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(
    value,
    (_, item: unknown) => (item instanceof Map ? Object.fromEntries(item) : item),
    2,
  );
  process.stdout.write(`${text}\n`);
}

/** Tolerates a reader that closes the output early, such as `head`. */
export function tolerateClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
