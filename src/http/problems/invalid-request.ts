import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { describeIssue } from './describe-issue.ts';
import { HttpProblem, MAX_ERRORS } from './problem.ts';
import type { FieldError } from './problem-schema.ts';

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
  issues: readonly z.core.$ZodIssue[],
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
