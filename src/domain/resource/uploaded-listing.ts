const UPLOADED = /^upload:[^:]*:/;

/**
 * Names the listing of a document that was sent: two senders may use one file name.
 * @param actor prefix of the key that sends it
 */
export function uploadedListing(actor: string, name: string): string {
  return `upload:${actor}:${name}`;
}

/** What is shown of where a resource was read: of a document that was sent, its name, and not by whom. */
export function shownListing(origin: string): string {
  return origin.replace(UPLOADED, '');
}
