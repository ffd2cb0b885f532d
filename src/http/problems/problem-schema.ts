import type { FastifyContextConfig, FastifySchema } from 'fastify';
import { z } from 'zod';
import { TERRITORY_KINDS } from '../../domain/territory/territory.ts';
import { CODES, PROBLEMS, type ProblemCode, statusOf } from './problem-catalogue.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Errors of the route itself: those of any route, of its access and of its inputs are added. */
    readonly problems?: readonly ProblemCode[];
  }
}

const text = (description: string) => z.string().describe(description);

const FIELD_ERROR_CODES = [
  'required',
  'empty',
  'wrong-type',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-many',
  'too-few',
  'not-allowed',
  'unknown-property',
  'repeated',
  'no-words',
  'control-character',
  'malformed-text',
  'nothing-asked',
  'one-of',
  'cursor-invalid',
  'theme-unknown',
  'lever-unknown',
  'quote-not-in-fiche',
  'invalid',
] as const;
export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];

export function isFieldErrorCode(code: unknown): code is FieldErrorCode {
  return FIELD_ERROR_CODES.some((known) => known === code);
}

const fieldErrorSchema = z
  .object({
    in: z.enum(['body', 'query', 'path', 'header']).describe('Partie de la requête où se trouve l’erreur.'),
    pointer: text(
      'Pointeur JSON (RFC 6901) vers la valeur en cause : « /territory/code », « /themes/0 » ; vide pour le tout.',
    ),
    code: z.enum(FIELD_ERROR_CODES).describe('Nature de l’erreur ; « invalid » pour toute autre.'),
    detail: text('Explication en français.'),
  })
  .meta({ id: 'FieldError', description: 'Une valeur de la requête qui ne convient pas.' });

const suggestionSchema = z
  .object({
    code: text('Code INSEE, ou SIREN pour un EPCI ou un EPT.'),
    kind: z.enum(TERRITORY_KINDS).describe('Type de territoire.'),
    name: text('Nom officiel.'),
    departmentName: z.string().nullable().describe('Département, null pour un département ou une région.'),
  })
  .meta({ id: 'TerritorySuggestion', description: 'Un territoire proposé à la place d’un autre.' });

export const problemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: 'Adresse de la description de ce type d’erreur.', format: 'uri-reference' }),
    title: text('Nom du type d’erreur, en français.'),
    status: z.int().describe('Statut HTTP.'),
    detail: text('Ce qui s’est passé et ce qu’il faut faire, en français.'),
    instance: z
      .string()
      .meta({ description: 'Chemin de la requête, sans ses paramètres.', format: 'uri-reference' }),
    code: z.enum(CODES).describe('Code stable du type d’erreur.'),
    errors: z
      .array(fieldErrorSchema)
      .exactOptional()
      .describe('Chaque valeur qui ne convient pas (20 au plus), pour les erreurs de saisie.'),
    valid: z
      .array(z.string())
      .exactOptional()
      .describe('Identifiants possibles, pour un thème ou un levier inconnu.'),
    nearest: z
      .array(suggestionSchema)
      .exactOptional()
      .describe('Territoires les plus proches du code donné, pour un territoire inconnu.'),
    candidates: z
      .array(suggestionSchema)
      .exactOptional()
      .describe('Territoires qui portent le code donné, pour un territoire ambigu.'),
    requestId: z
      .string()
      .exactOptional()
      .describe('Identifiant de la requête, à citer pour signaler une erreur du service (5xx).'),
  })
  .meta({ id: 'Problem', description: 'Une erreur (RFC 9457).' });
export type Problem = z.infer<typeof problemSchema>;
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Statuses of any route, described once: only the others say something of a route. */
export const COMMON_STATUSES: ReadonlySet<number> = new Set([408, 414, 429, 431, 500, 503]);

/** Problems of ids and codes that a request names. */
export const NAMING_PROBLEMS = [
  'theme-unknown',
  'lever-unknown',
  'territory-unknown',
  'territory-ambiguous',
] as const;

const BODY_PROBLEMS = [
  'json-invalid',
  'body-incomplete',
  'body-too-large',
  'content-type-unsupported',
] as const;

function describeCodes(codes: readonly ProblemCode[]) {
  return {
    description: codes.map((code) => `\`${code}\` : ${PROBLEMS[code].title}.`).join(' '),
    content: { 'application/problem+json': { schema: problemSchema } },
  };
}

/** Failures that every route may have. */
const COMMON = describeCodes(CODES.filter((code) => COMMON_STATUSES.has(statusOf(code))));

function responsesOf(codes: readonly ProblemCode[]) {
  const all = [...new Set([...codes, 'url-invalid' as const])];
  const statuses = [...new Set(all.map(statusOf))]
    .filter((status) => !COMMON_STATUSES.has(status))
    .sort((a, b) => a - b);
  const own = statuses.map((status) => [
    String(status),
    describeCodes(all.filter((code) => statusOf(code) === status)),
  ]);
  return { ...Object.fromEntries(own), default: COMMON };
}

/** Returns a route's own errors, and those that follow from its access and its inputs. */
export function expectedProblems(
  { querystring, params, body }: FastifySchema,
  { access, retries, problems = [] }: FastifyContextConfig,
) {
  const isOpen = access === undefined || access === 'open';
  return responsesOf([
    ...(querystring || params || body ? (['request-invalid'] as const) : []),
    ...problems,
    ...(isOpen || access === 'read' ? [] : (['key-required', 'scope-missing'] as const)),
    ...(isOpen ? [] : (['key-invalid'] as const)),
    ...(body ? BODY_PROBLEMS : []),
    ...(retries === 'answered' ? (['idempotency-key-reused', 'request-unanswered'] as const) : []),
  ]);
}
