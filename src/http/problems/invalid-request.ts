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

/** Returns the problem of a request that its schema refuses, with at most 20 invalid values. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[], part: FieldError['in']): HttpProblem {
  const errors = issues.flatMap(describeIssue).slice(0, MAX_ERRORS);
  return new HttpProblem('request-invalid', {
    facts: { errors: errors.map((error) => ({ in: part, ...error })) },
  });
}

/** Removes empty parameters: HTML forms send the fields left blank. */
function withoutEmptyValues(query: unknown): unknown {
  return typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
    : query;
}

/** Validates a part of a request with its zod schema and reports all its errors at once. */
export const compileValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PARTS[httpPart ?? ''] ?? 'body';
  return (data: unknown) => {
    const parsed = schema.safeParse(part === 'query' ? withoutEmptyValues(data) : data, {
      reportInput: true,
    });
    return parsed.success ? { value: parsed.data } : { error: invalidRequest(parsed.error.issues, part) };
  };
};
