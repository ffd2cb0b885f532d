import { shorten } from '../../../src/domain/french/formats.ts';
import type { PeerContact } from '../../contract.ts';

/** Contents of the message; null leaves a blank for the reader to fill in. */
export interface PeerMessage {
  /** Title of the fiche; null for a whole answer. */
  readonly title: string | null;
  /** Address of the fiche, or of the answer. */
  readonly address: string;
  readonly territory: string | null;
  readonly need: string | null;
}

/** Longest need in a form, in characters. */
const NEED_LENGTH = 300;

/** Longest address that browsers on Windows open a mail program with, in characters. */
const LONGEST_ADDRESS = 2_048;

/** Longest encoded texts of a mail, where an accent takes six characters, for its address to stay that short. */
const ENCODED = { title: 280, territory: 150, need: 500 } as const;

/** Cuts a text between words until it takes at most `length` characters in an address. */
function shortenEncoded(text: string, length: number): string {
  let cut = text;
  while (encodeURIComponent(cut).length > length) cut = shorten(cut, cut.length - 1);
  return cut;
}

function writeBody({ title, address, territory, need }: PeerMessage): string {
  return [
    'Bonjour,',
    '',
    ...(title === null
      ? ['Nous avons lu cette réponse sur Essaimage :']
      : ['Nous avons lu cette expérience sur Essaimage :', title]),
    address,
    '',
    `Notre territoire : ${territory ?? ''}`,
    `Nos priorités : ${need ?? ''}`,
    '',
    title === null
      ? 'Pouvez-vous nous mettre en relation avec une collectivité qui a mené un tel projet ?'
      : 'Pouvez-vous nous mettre en relation avec celles et ceux qui l’ont menée ?',
  ].join('\r\n');
}

function mailAddress(mailbox: string, { title, address, territory, need }: PeerMessage): string {
  const message = {
    title: title === null ? null : shortenEncoded(title, ENCODED.title),
    address,
    territory: territory === null ? null : shortenEncoded(territory, ENCODED.territory),
    need: need === null ? null : shortenEncoded(need, ENCODED.need),
  };
  return mailTo(mailbox, `Essaimage : ${message.title ?? 'une question'}`, writeBody(message));
}

/** Address that begins a mail (RFC 6068). @param mailbox empty for the reader to choose */
export function mailTo(mailbox: string, subject: string, body: string): string {
  const recipient = encodeURIComponent(mailbox).replace('%40', '@');
  return `mailto:${recipient}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

/** Address that begins a mail with a title and an address that carries words, as many of them as it can hold. */
export function mailWith(title: string, words: string, addressWith: (words: string) => string): string {
  const subject = shortenEncoded(title, ENCODED.title);
  let cut = words;
  const write = () => mailTo('', subject, addressWith(cut));
  while (cut.length > 1 && write().length > LONGEST_ADDRESS) cut = shorten(cut, Math.floor(cut.length * 0.9));
  return write();
}

/** Address that opens the message, in the mail program (RFC 6068) or in the form of the operator (docs/guide.md). */
export function peerAddress({ kind, address }: PeerContact, message: PeerMessage): string {
  if (kind === 'mail') return mailAddress(address, message);
  const form = new URL(address);
  if (message.title !== null) form.searchParams.set('cas', message.title);
  form.searchParams.set('fiche', message.address);
  if (message.territory !== null) form.searchParams.set('territoire', message.territory);
  if (message.need !== null) form.searchParams.set('besoin', shorten(message.need, NEED_LENGTH));
  return form.href;
}
