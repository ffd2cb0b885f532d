import type { Essaimage } from '../../application/essaimage.ts';
import { formatDate } from '../../domain/french/formats.ts';
import { bold, dim } from './layout.ts';

type ApiKey = Awaited<ReturnType<Essaimage['keys']['list']>>[number];

/** « ess_ », 12 digits and two spaces. */
const PREFIX_WIDTH = 18;

/** Formats in the local time zone. */
function formatInstant(iso: string): string {
  return new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' });
}

function describe({ scopes, createdAt, expiresOn, lastUsedOn, revokedAt }: ApiKey): string {
  const created = `créée le ${formatInstant(createdAt)}`;
  const expires = expiresOn === null ? [] : [`valable jusqu’au ${formatDate(expiresOn)}`];
  const used = lastUsedOn === null ? 'jamais utilisée' : `utilisée le ${formatDate(lastUsedOn)}`;
  const revoked = revokedAt === null ? [] : [`révoquée le ${formatInstant(revokedAt)}`];
  return [scopes.join(', '), created, ...expires, used, ...revoked].join(' · ');
}

export function printNewKey(key: ApiKey & { readonly token: string }): readonly string[] {
  return [
    bold(key.token),
    '',
    `Droits   ${key.scopes.join(', ')}`,
    `Usage    ${key.label}`,
    '',
    'Gardez-la maintenant : elle ne sera plus montrée. Elle s’envoie dans l’en-tête « Authorization: Bearer … ».',
  ];
}

export function printKeys(keys: readonly ApiKey[]): readonly string[] {
  if (keys.length === 0) {
    return ['Aucune clé.', 'Pour en créer une : essaimage keys create --scope read:members --label "…"'];
  }
  return keys.flatMap((key) => [
    (key.revokedAt === null ? bold : dim)(`${key.prefix.padEnd(PREFIX_WIDTH)}${key.label}`),
    `${' '.repeat(PREFIX_WIDTH)}${describe(key)}`,
  ]);
}

export function printRevokedKey({ prefix, label }: ApiKey): readonly string[] {
  return [`Clé ${prefix} révoquée (« ${label} ») : elle ne donne plus aucun droit.`];
}
