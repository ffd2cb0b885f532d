import { z } from 'zod';

/** Invalid command line; the message names the expected form. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const { localeError } = z.locales.fr();

/**
 * Parses the options of a command. Keys are the option names as typed.
 * @throws UsageError with every invalid option
 */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given, { error: localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const [option] = path;
    return option === undefined ? message : `--${String(option)} : ${message}`;
  });
  throw new UsageError(problems.join('\n'));
}
