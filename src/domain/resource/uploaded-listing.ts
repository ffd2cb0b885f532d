const UPLOADED = /^upload:[^:]*:/;

/** Names the listing of an uploaded document by its sender too: two senders may use one file name. */
export function uploadedListing(actor: string, name: string): string {
  return `upload:${actor}:${name}`;
}

/** Returns the public name of a listing: an uploaded document has its file name, without its sender. */
export function shownListing(origin: string): string {
  return origin.replace(UPLOADED, '');
}
