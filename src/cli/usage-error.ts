import { z } from 'zod';

/** The command was not written as expected; the message says what is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const { localeError } = z.locales.fr();

/**
 * Parses the options of a command. Keys are the names of the options, as they are typed.
 * @throws UsageError with every option that is wrong
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
