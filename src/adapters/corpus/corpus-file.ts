import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';

const SHOWN_PROBLEMS = 20;
const { localeError } = z.locales.fr();

/** Reads a file in UTF-8. @throws DomainError `corpus-invalid` when it is missing, or in another encoding */
export async function readTextFile(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw corpusInvalid(file, ['le fichier est introuvable ou illisible'], cause);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw corpusInvalid(file, ['le fichier n’est pas en UTF-8'], cause);
  }
}

/** @throws DomainError `corpus-invalid` when the text, of `file`, is not JSON */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message : text;
    throw corpusInvalid(file, [`le fichier n’est pas du JSON (${reason})`], cause);
  }
}

/** Reads a JSON file. @throws DomainError `corpus-invalid` when it is missing, in another encoding, or not JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  return parseJson(file, await readTextFile(file));
}

/**
 * Parses the content of `file`, and reports all its problems at once.
 * @param nameItem names the item at a path, or returns undefined where there is none
 * @throws DomainError `corpus-invalid`, each problem as `/3/title (fiche « x ») : …`
 */
export function parseCorpus<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  content: unknown,
  nameItem: (path: readonly PropertyKey[]) => string | undefined,
): z.output<Schema> {
  const parsed = schema.safeParse(content, { error: localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const item = nameItem(path);
    return `${toPointer(path)}${item === undefined ? '' : ` (${item})`} : ${message}`;
  });
  throw corpusInvalid(file, problems);
}

/** Writes a JSON pointer (RFC 6901), except that the whole document is `/`. */
function toPointer(path: readonly PropertyKey[]): string {
  return `/${path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

function corpusInvalid(file: string, problems: readonly string[], cause?: unknown): DomainError {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `\n- ${problem}`);
  const hidden = problems.length - shown.length;
  const rest = hidden > 0 ? `\n… et ${hidden} de plus` : '';
  const message = `Le corpus ne peut pas être importé (${file}) ; corrigez ce qui suit, puis relancez :${shown.join('')}${rest}`;
  return new DomainError('corpus-invalid', message, { file, problems }, { cause });
}
