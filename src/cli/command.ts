import { z } from 'zod';
import { setFrenchSpaces } from './print/layout.ts';

/* Parts of every command: its options, its answer and the code that it ends with. */

/** Exit codes, documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** Failure of the service: configuration, data folder, model, defect… */
  error: 1,
  /** Invalid command line, or unknown id. */
  usage: 2,
  /** Success without any result. */
  nothingFound: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Invalid command line; the message names the expected form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Stop of a command by Ctrl+C or SIGTERM. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/** Prints a message beside the answer, on standard error. */
export function say(text: string): void {
  process.stderr.write(`${setFrenchSpaces(text)}\n`);
}

/** Prints an answer on standard output: in lines for a person, or as one JSON document, whose maps become objects. */
export function printAnswer<T>(isJson: boolean, answer: T, print: (answer: T) => readonly string[]): void {
  const toPlain = (_: string, item: unknown) => (item instanceof Map ? Object.fromEntries(item) : item);
  process.stdout.write(`${isJson ? JSON.stringify(answer, toPlain, 2) : print(answer).join('\n')}\n`);
}

export function personText(minimum: number, maximum: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .refine(
      ({ length }) => length >= minimum && length <= maximum,
      `un texte de ${minimum} à ${maximum} caractères est attendu`,
    );
}

const { localeError } = z.locales.fr();

/**
 * Returns an action that sets the exit code. `argument` receives the arguments, joined by spaces; the other keys of the
 * schema are options, named as typed.
 * @throws UsageError with every invalid option
 */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (options: z.output<Schema>) => Promise<ExitCode>,
  argument?: string,
): (...given: readonly unknown[]) => Promise<void> {
  return async (first, second) => {
    const words = argument === undefined ? {} : { [argument]: [first].flat().join(' ') };
    const options = Object(argument === undefined ? first : second);
    const parsed = schema.safeParse({ ...options, ...words }, { error: localeError });
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path: [name], message }) =>
        name === argument ? message : `--${String(name)} : ${message}`,
      );
      throw new UsageError(problems.join('\n'));
    }
    process.exitCode = await run(parsed.data);
  };
}
