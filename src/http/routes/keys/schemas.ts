import { z } from 'zod';
import { dayOf, SCOPES } from '../../../domain/access/api-key.ts';
import { closedObject } from '../../input/closed-object.ts';
import { cursorInQuery } from '../../input/cursor.ts';
import { limitInQuery } from '../../input/query-values.ts';
import { personText } from '../../input/text.ts';
import { dateTime, day, named, orNull, text, textOrNull } from '../answer-schemas.ts';

const KEY_EXAMPLE = {
  prefix: 'ess_0123456789ab',
  label: 'Espace des membres',
  scopes: ['read:members'],
  createdAt: '2026-01-15T09:30:00.000Z',
  createdBy: 'cli',
  expiresOn: '2027-01-31',
  lastUsedOn: '2026-03-02',
  revokedAt: null,
  revokedBy: null,
};

export const keySchema = z
  .object({
    prefix: text('Ce qui désigne la clé ; ce n’est pas un secret.'),
    label: text('À quoi elle sert.'),
    scopes: z.array(z.enum(SCOPES)).readonly().describe('Ses droits.'),
    createdAt: dateTime('Date et heure de création.'),
    createdBy: textOrNull('Préfixe de la clé qui l’a créée, ou « cli » ; null si elle est ancienne.'),
    expiresOn: orNull(day('Dernier jour où elle est valable (UTC) ; null si elle l’est sans fin.')),
    lastUsedOn: orNull(day('Dernier jour où elle a servi (UTC) ; null si elle n’a jamais servi.')),
    revokedAt: orNull(dateTime('Date et heure de révocation ; null si elle n’est pas révoquée.')),
    revokedBy: textOrNull('Préfixe de la clé qui l’a révoquée, ou « cli ».'),
  })
  .meta({
    id: 'Key',
    description: 'Une clé de l’API, sans son secret.',
    examples: [KEY_EXAMPLE],
  });

export const newKeySchema = keySchema
  .extend({
    token: text('La clé entière, à envoyer après « Bearer » : elle n’est montrée qu’ici, cette fois.'),
  })
  .meta({
    id: 'NewKey',
    description: 'Une clé qui vient d’être créée.',
    examples: [{ ...KEY_EXAMPLE, token: 'ess_0123456789ab.secret-montre-une-seule-fois' }],
  });

export const keyListSchema = named('KeyList', 'Les clés de l’API.', {
  keys: z.array(keySchema).readonly().describe('De la plus ancienne à la plus récente, révoquées comprises.'),
  next: textOrNull('Curseur de la page suivante ; null sur la dernière.'),
});

export const keyListQuerySchema = closedObject({
  limit: limitInQuery(100, 100, 'Nombre de clés par page.'),
  cursor: cursorInQuery,
});

export const keyRequestSchema = closedObject({
  label: personText({ min: 1, max: 100, needsWord: true }).describe(
    'À quoi elle sert, et à qui elle est remise.',
  ),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .describe(
      'Droits : « read:members » (lire ce qui est réservé aux membres), « import » (importer et corriger), « admin » (gérer les clés). Aucun n’en contient un autre.',
    ),
  expiresOn: z.iso
    .date()
    .refine((day) => day >= dayOf(new Date()), 'Ce jour est passé.')
    .optional()
    .describe('Dernier jour où elle sera valable (UTC) ; omis, elle l’est sans fin.'),
}).meta({
  id: 'KeyRequest',
  description: 'Une clé à créer.',
  examples: [{ label: KEY_EXAMPLE.label, scopes: KEY_EXAMPLE.scopes }],
});

export const keyParamsSchema = closedObject({
  prefix: personText({ min: 1, max: 100, needsWord: false })
    .describe('Préfixe de la clé.')
    .meta({ examples: ['ess_0123456789ab'] }),
});
