import type { Command } from 'commander';
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

/** Prints an answer on standard output: in lines for a person, or as one JSON document. */
export function printAnswer<T>(isJson: boolean, answer: T, print: (answer: T) => readonly string[]): void {
  process.stdout.write(
    `${isJson ? JSON.stringify(answer, null, 2) : setFrenchSpaces(print(answer).join('\n'))}\n`,
  );
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

export const json = z.boolean().default(false).meta({ description: 'écrit la réponse en JSON' });

interface Declaration<Options extends z.ZodRawShape> {
  readonly name: string;
  readonly description: string;
  /** Key of `options` that is no option: it receives the arguments, joined by spaces. */
  readonly argument?: keyof Options & string;
  /** Metadata of each: its `description`, and in `title` the value that it takes, as `<fichier>`; none for a flag. */
  readonly options: Options;
  readonly run: (options: z.output<z.ZodObject<Options>>) => Promise<ExitCode>;
}

const nameOption = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Adds a command, which throws UsageError with every invalid option, and sets the exit code. */
export function addCommand<Options extends z.ZodRawShape>(
  program: Command,
  { name, description, argument, options, run }: Declaration<Options>,
): void {
  const schema = z.object(options);
  const command = program.command(name).description(description);
  for (const [key, option] of Object.entries(options)) {
    const { title = '', description: about = '' } = z.globalRegistry.get(option) ?? {};
    if (key === argument) command.argument(title, about);
    else command.option(`${nameOption(key)} ${title}`.trim(), about);
  }
  command.action(async (first: unknown, second: unknown) => {
    const words = argument === undefined ? {} : { [argument]: [first].flat().join(' ') };
    const given = Object(argument === undefined ? first : second);
    const parsed = schema.safeParse({ ...given, ...words }, { error: localeError });
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path: [key], message }) =>
        key === argument ? message : `${nameOption(String(key))} : ${message}`,
      );
      throw new UsageError(problems.join('\n'));
    }
    process.exitCode = await run(parsed.data);
  });
}
