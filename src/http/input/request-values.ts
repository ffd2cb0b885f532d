import { z } from 'zod';
import { formatNumber } from '../../domain/french/formats.ts';

/** Strict object schema whose error lists the known properties, and where to write those `moved` from it. */
export function closedObject<T extends z.core.$ZodLooseShape>(
  shape: T,
  moved: Readonly<Record<string, string>> = {},
) {
  const known = Object.keys(shape).join(', ');
  const message = known === '' ? 'Rien n’est attendu ici.' : `Sont possibles : ${known}.`;
  return z.strictObject(shape, {
    error(issue) {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const advice = issue.keys.flatMap((key) => (Object.hasOwn(moved, key) ? [moved[key]] : []));
      return [...advice, message].join(' ');
    },
  });
}

/** Control character other than a tab or a line break; then two that no XML document holds, and that are removed. */
const CONTROL_CHARACTER = /(?![\t\n\r])\p{Cc}/u;
const NOT_CHARACTERS = /[\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Cs}/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

interface TextRules {
  /** Shortest length, in code points, after NFC and trimming. */
  readonly min: number;
  readonly max: number;
  /** Whether at least one letter or digit is required. */
  readonly needsWord: boolean;
}

/** Text in NFC, trimmed, without U+FFFE and U+FFFF; a refusal gives its reason as `params.code`. */
export function personText({ min, max, needsWord }: TextRules) {
  return z
    .string()
    .transform((given, context) => {
      const text = given.replace(NOT_CHARACTERS, '').normalize('NFC').trim();
      const { length } = Array.from(text);
      const tooShort = length === 0 ? 'Le texte est vide.' : `Écrivez au moins ${min} caractères.`;
      // Neither the database nor the model accepts the first two.
      const refusals: readonly (readonly [isRefused: boolean, code: string, message: string])[] = [
        [
          LONE_SURROGATE.test(given),
          'malformed-text',
          'Le texte contient une moitié de caractère (surrogate isolé). Envoyez un texte Unicode complet.',
        ],
        [
          CONTROL_CHARACTER.test(given),
          'control-character',
          'Le texte contient un caractère de contrôle. Seuls la tabulation et le retour à la ligne sont permis.',
        ],
        [length < min, 'too-short', tooShort],
        [length > max, 'too-long', `${max} caractères au plus ; il y en a ${length}.`],
        [
          needsWord && !WORD_CHARACTER.test(text),
          'no-words',
          'Le texte ne contient aucun mot. Écrivez votre demande en français.',
        ],
      ];
      const [, code, message] = refusals.find(([isRefused]) => isRefused) ?? [];
      if (code === undefined) return text;
      context.issues.push({ code: 'custom', message, params: { code }, input: given });
      return z.NEVER;
    })
    .meta({ minLength: min, maxLength: max });
}

/** Id of 1 to 300 characters: imports choose theirs freely. */
export const identifier = personText({ min: 1, max: 300, needsWord: false });

/** « 35238 », « 2A004 » or « 200 044 394 »; the territory register checks that it exists. */
export const territoryCode = personText({ min: 1, max: 40, needsWord: true });

/** Name of a territory, as long as a search reads. */
export const territoryName = personText({ min: 1, max: 200, needsWord: true });

/** Parameters of a path that ends with an id. */
export function idInPath(description: string) {
  return closedObject({ id: identifier.describe(description) });
}

export const givenAddress = z
  .url({ protocol: /^https?$/, error: 'Une adresse http(s)://… est attendue.' })
  .max(2000);

const NUMBERS = {
  integer: { form: /^-?\d{1,10}$/, name: 'nombre entier' },
  number: { form: /^-?\d{1,10}(?:\.\d{1,10})?$/, name: 'nombre' },
} as const;

/** Number in decimal digits; refuses exponents, the empty text and, of an integer, `15.0`. */
export function numberInQuery(min: number, max: number, type: keyof typeof NUMBERS = 'number') {
  const { form, name } = NUMBERS[type];
  return z
    .string()
    .refine((text) => form.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `Un ${name} de ${formatNumber(min)} à ${formatNumber(max)} est attendu.`,
      params: { code: 'not-allowed' },
    })
    .transform(Number)
    .meta({ type, minimum: min, maximum: max });
}

export const integerInQuery = (min: number, max: number) => numberInQuery(min, max, 'integer');

/** Number of items to return, from 1 to `max`. */
export function limitInQuery(max: number, byDefault: number, description: string) {
  return integerInQuery(1, max).default(byDefault).meta({ default: byDefault, description });
}

export const booleanInQuery = z
  .stringbool({ truthy: ['true'], falsy: ['false'], case: 'sensitive' })
  .meta({ type: 'boolean' });

function splitList(given: unknown): unknown[] {
  const values = [given].flat();
  return values.flatMap((value) => (typeof value === 'string' ? value.trim().split(/\s*,\s*/) : [value]));
}

/** List given as `name=a,b`, as `name=a&name=b`, or both. */
export function listInQuery<T extends z.ZodType>(element: T, max: number) {
  return z.preprocess(splitList, z.array(element).max(max));
}
