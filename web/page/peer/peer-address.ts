import { shorten } from '../../../src/domain/french/sentences.ts';
import type { PeerContact } from '../../contract.ts';

/** Contents of the message; null leaves a blank for the reader to fill in. */
export interface PeerMessage {
  readonly title: string;
  /** Address of the fiche. */
  readonly address: string;
  readonly territory: string | null;
  readonly need: string | null;
}

/** Mail programs cut addresses of 2,000 characters, where an accent takes six. */
const NEED_LENGTH = 300;

function writeBody({ title, address, territory, need }: PeerMessage): string {
  return [
    'Bonjour,',
    '',
    'Nous avons lu cette expérience sur Essaimage :',
    title,
    address,
    '',
    `Notre territoire : ${territory ?? ''}`,
    `Nos priorités : ${need ?? ''}`,
    '',
    'Pouvez-vous nous mettre en relation avec celles et ceux qui l’ont menée ?',
  ].join('\r\n');
}

/** Address that opens the message, in the mail program (RFC 6068) or in the form of the operator (docs/guide.md). */
export function peerAddress({ kind, address }: PeerContact, message: PeerMessage): string {
  const need = message.need === null ? null : shorten(message.need, NEED_LENGTH);
  if (kind === 'mail') {
    const mailbox = encodeURIComponent(address).replace('%40', '@');
    const subject = encodeURIComponent(`Essaimage : ${message.title}`);
    return `mailto:${mailbox}?subject=${subject}&body=${encodeURIComponent(writeBody({ ...message, need }))}`;
  }
  const form = new URL(address);
  form.searchParams.set('cas', message.title);
  form.searchParams.set('fiche', message.address);
  if (message.territory !== null) form.searchParams.set('territoire', message.territory);
  if (need !== null) form.searchParams.set('besoin', need);
  return form.href;
}
