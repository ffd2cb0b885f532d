import { z } from 'zod';
import type { Audience } from '../experience/experience.ts';

/** Permissions of a key. None implies another. */
export const SCOPES = ['read:members', 'import', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

const orNull = (description: string, format: 'date' | 'date-time') =>
  z.string().meta({ description, format }).nullable().describe(description);

/** Key of the API, without its secret. Days are `YYYY-MM-DD`, instants ISO 8601, in UTC. */
export const apiKeySchema = z.object({
  prefix: z.string().describe('Ce qui désigne la clé ; ce n’est pas un secret.'),
  label: z.string().describe('À quoi elle sert.'),
  scopes: z.array(z.enum(SCOPES)).readonly().describe('Ses droits.'),
  createdAt: z.string().meta({ description: 'Date et heure de création.', format: 'date-time' }),
  createdBy: z
    .string()
    .nullable()
    .describe('Préfixe de la clé qui l’a créée, ou « cli » ; null si elle est ancienne.'),
  expiresOn: orNull('Dernier jour où elle est valable (UTC) ; null si elle l’est sans fin.', 'date'),
  lastUsedOn: orNull('Dernier jour où elle a servi (UTC) ; null si elle n’a jamais servi.', 'date'),
  revokedAt: orNull('Date et heure de révocation ; null si elle n’est pas révoquée.', 'date-time'),
  revokedBy: z.string().nullable().describe('Préfixe de la clé qui l’a révoquée, ou « cli ».'),
});
export type ApiKey = Readonly<z.output<typeof apiKeySchema>>;

/** Holder of the key that authenticated a request. */
export type KeyHolder = Pick<ApiKey, 'prefix' | 'scopes'>;

/** Returns the day of an instant, `YYYY-MM-DD` in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** @param today see `dayOf` */
export function isValidOn(today: string, { expiresOn, revokedAt }: ApiKey): boolean {
  return revokedAt === null && (expiresOn === null || expiresOn >= today);
}

/** Returns the audience of these scopes: `public` without `read:members`. */
export function audienceOfScopes(scopes: readonly Scope[]): Audience {
  return scopes.includes('read:members') ? 'members' : 'public';
}
