import { z } from 'zod';
import type { ExitCode } from './exit-code.ts';

/** Invalid command line; the message names the expected form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const { localeError } = z.locales.fr();

/** Parses options, whose keys are their names as typed. @throws UsageError with every invalid option */
function parseOptions<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given, { error: localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const [option] = path;
    return option === undefined ? message : `--${String(option)} : ${message}`;
  });
  throw new UsageError(problems.join('\n'));
}

/** Returns an action that sets the exit code; `argument` receives the arguments, joined by spaces. */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (options: z.output<Schema>) => Promise<ExitCode>,
  argument?: string,
): (...given: readonly unknown[]) => Promise<void> {
  return async (first, second) => {
    const words = argument === undefined ? {} : { [argument]: [first].flat().join(' ') };
    const options = argument === undefined ? first : second;
    process.exitCode = await run(parseOptions(schema, { ...Object(options), ...words }));
  };
}
