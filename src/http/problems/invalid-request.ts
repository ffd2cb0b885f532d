import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { HttpProblem, MAX_ERRORS } from './problem.ts';
import { type FieldError, type FieldErrorCode, isFieldErrorCode } from './problem-schema.ts';

type Description = Pick<FieldError, 'code' | 'detail'>;
type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'un texte entre guillemets',
  number: 'un nombre entier, sans guillemets,',
  int: 'un nombre entier',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un objet JSON',
};

const SIZES: Readonly<
  Record<string, readonly [upper: FieldErrorCode, lower: FieldErrorCode, unit?: string]>
> = {
  string: ['too-long', 'too-short', 'caractères'],
  array: ['too-many', 'too-few', 'éléments'],
};

const MAX_QUOTED = 60;

function quote(text: string): string {
  const shown = text.slice(0, MAX_QUOTED).replace(/[\p{Cc}\p{Cs}]/gu, '�');
  return `« ${shown}${text.length > MAX_QUOTED ? '…' : ''} »`;
}

function describeType(input: unknown, ...expected: readonly string[]): Description {
  if (input === undefined) return { code: 'required', detail: 'Cette valeur est obligatoire.' };
  if (Array.isArray(input) && expected.join() === 'string') {
    return { code: 'repeated', detail: 'Une seule valeur est attendue, plusieurs sont données.' };
  }
  const types = expected.map((type) => TYPES[type] ?? type).join(' ou ');
  return { code: 'wrong-type', detail: `${types} est attendu.`.replace(/^u/, 'U') };
}

function describeSize(origin: string, bound: string, isUpper: boolean): Description {
  const limit = isUpper ? 'au plus' : 'au moins';
  const [upper, lower, unit] = SIZES[origin] ?? ['too-large', 'too-small'];
  const detail = unit === undefined ? `La valeur doit être ${limit} ${bound}.` : `${bound} ${unit} ${limit}.`;
  return { code: isUpper ? upper : lower, detail };
}

function describe(issue: Issue): Description {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.input, issue.expected);
    case 'too_big':
      return describeSize(issue.origin, String(issue.maximum), true);
    case 'too_small':
      return describeSize(issue.origin, String(issue.minimum), false);
    case 'invalid_value':
      return issue.input === undefined
        ? { code: 'required', detail: 'Cette valeur est obligatoire.' }
        : { code: 'not-allowed', detail: `Valeurs possibles : ${issue.values.map(String).join(', ')}.` };
    case 'custom': {
      const code: unknown = issue.params?.code;
      return { code: isFieldErrorCode(code) ? code : 'invalid', detail: issue.message };
    }
    default:
      // The messages of the library are in English, those of the schemas in French.
      return {
        code: 'invalid',
        detail: issue.message.replace(/^Invalid.*/s, 'Cette valeur ne convient pas.'),
      };
  }
}

/** Returns a JSON pointer (RFC 6901), its keys cut at 60 characters. */
function pointer(path: readonly PropertyKey[]): string {
  return path
    .map((key) => `/${String(key).slice(0, MAX_QUOTED).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Returns the type that a form of a union has, a text or an object, when it is not that of the value. */
const missedType = ([first]: readonly Issue[]) =>
  first?.code === 'invalid_type' && first.path.length === 0 ? [first.expected] : [];

/** Faults of a form of a union: a property that it does not have tells of another form. */
const faultCount = (errors: readonly Issue[]) =>
  errors.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 2 : 1), 0);

/** Describes a zod issue in French, with one description per unknown property. */
function describeIssue(issue: Issue): readonly Omit<FieldError, 'in'>[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      code: 'unknown-property',
      detail: `${quote(key)} n’existe pas ici. ${issue.message}`.trim(),
    }));
  }
  if (issue.code === 'invalid_union') {
    const isOfType = (errors: readonly Issue[]) => missedType(errors).length === 0;
    const [nearest] = issue.errors.filter(isOfType).toSorted((a, b) => faultCount(a) - faultCount(b));
    if (nearest === undefined) {
      const types = issue.errors.flatMap(missedType);
      return [{ pointer: pointer(issue.path), ...describeType(issue.input, ...types) }];
    }
    return nearest.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ pointer: pointer(issue.path), ...describe(issue) }];
}

const PARTS: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
};

const EMPTY = {
  code: 'empty',
  detail: 'Ce paramètre est vide : donnez-lui une valeur, ou retirez-le.',
} as const;

/**
 * Returns the problem of a request that its schema refuses, with at most 20 invalid values.
 * @param empty names of the parameters without a value
 */
export function invalidRequest(
  issues: readonly Issue[],
  part: FieldError['in'],
  empty: readonly string[] = [],
): HttpProblem {
  const errors = [
    ...empty.map((name) => ({ pointer: `/${name}`, ...EMPTY })),
    ...issues.flatMap(describeIssue),
  ];
  return new HttpProblem('request-invalid', {
    facts: { errors: errors.slice(0, MAX_ERRORS).map((error) => ({ in: part, ...error })) },
  });
}

/** Returns the names of the parameters of an address that are empty, or of which a value is. */
function emptyIn(query: unknown): readonly string[] {
  return Object.entries(Object(query)).flatMap(([name, value]) =>
    [value].flat().includes('') ? [name] : [],
  );
}

/** Validates a part of a request with its zod schema and reports all its errors at once. */
export const compileValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PARTS[httpPart ?? ''] ?? 'body';
  return (data: unknown) => {
    const parsed = schema.safeParse(data, { reportInput: true });
    const empty = part === 'query' ? emptyIn(data) : [];
    if (parsed.success && empty.length === 0) return { value: parsed.data };
    // The schema may say of an empty value that it is too short, or no number: one error is enough.
    const others = (parsed.error?.issues ?? []).filter(
      ({ code, path: [name] }) => code === 'unrecognized_keys' || !empty.includes(String(name)),
    );
    return { error: invalidRequest(others, part, empty) };
  };
};
