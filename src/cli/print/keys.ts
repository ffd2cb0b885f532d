import type { ManageKeys, NewKey } from '../../application/access/manage-keys.ts';
import { hang, labelled, wrap } from './layout.ts';
import type { Look } from './style.ts';

type ApiKey = Awaited<ReturnType<ManageKeys['list']>>[number];

/** « ess_ », 12 digits and two spaces. */
const PREFIX_WIDTH = 18;
const LABEL_WIDTH = 9;

/** Formats in the local time zone. */
function formatInstant(iso: string): string {
  return new Date(iso).toLocaleString('fr-FR', { dateStyle: 'short', timeStyle: 'short' });
}

function describe({ scopes, createdAt, revokedAt }: ApiKey): string {
  const created = `créée le ${formatInstant(createdAt)}`;
  const revoked = revokedAt === null ? [] : [`révoquée le ${formatInstant(revokedAt)}`];
  return [scopes.join(', '), created, ...revoked].join(' · ');
}

export function printNewKey({ key, token }: NewKey, { width, style }: Look): readonly string[] {
  const row = (label: string, text: string) =>
    labelled(label, [text], { width, labelWidth: LABEL_WIDTH, bullets: false });
  return [
    style.bold(token),
    '',
    ...row('Droits', key.scopes.join(', ')),
    ...row('Usage', key.label),
    '',
    ...wrap(
      'Gardez-la maintenant : elle ne sera plus montrée. Elle s’envoie dans l’en-tête « Authorization: Bearer … ».',
      width,
    ),
  ];
}

export function printKeys(keys: readonly ApiKey[], { width, style }: Look): readonly string[] {
  if (keys.length === 0) {
    return ['Aucune clé.', 'Pour en créer une : essaimage keys create --scope read:members --label "…"'];
  }
  return keys.flatMap((key) => [
    ...hang(key.prefix.padEnd(PREFIX_WIDTH), key.label, width).map(
      key.revokedAt === null ? style.bold : style.dim,
    ),
    ...hang(' '.repeat(PREFIX_WIDTH), describe(key), width),
  ]);
}

export function printRevokedKey({ prefix, label }: ApiKey, { width }: Look): readonly string[] {
  return wrap(`Clé ${prefix} révoquée (« ${label} ») : elle ne donne plus aucun droit.`, width);
}
