import type { PeerContact } from '../../contract.ts';
import { typeset } from '../../french/typography.ts';
import { type PeerMessage, peerAddress } from './peer-address.ts';

/**
 * Opens a message to the network, already filled in; nothing without a contact. Nothing is sent nor kept by the
 * service.
 */
export function PeerLink({
  contact,
  message,
}: {
  readonly contact: PeerContact | null;
  readonly message: PeerMessage;
}) {
  if (contact === null) return null;
  return (
    <a class="button peer" href={peerAddress(contact, message)} rel="noreferrer">
      Interroger le réseau
      {message.title !== null && <span class="visually-hidden"> sur&nbsp;: {typeset(message.title)}</span>}
    </a>
  );
}
