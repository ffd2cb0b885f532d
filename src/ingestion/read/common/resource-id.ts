import { createHash } from 'node:crypto';
import { foldWords } from '../../../domain/territory/fold-name.ts';

const LONGEST_ID = 80;
const HASH_LENGTH = 8;

/**
 * Makes an id from a title alone: lower-case letters, digits and hyphens, 80 characters at most. A title that
 * is too long, or without any letter or digit, gets a hash.
 */
export function slugOfTitle(title: string): string {
  const slug = toSlug(title);
  return slug === '' || slug.length > LONGEST_ID ? slugWithHash(title, '') : slug;
}

/** Same with a hash, for an id that is already taken; `salt` tells equal titles apart. */
export function slugWithHash(title: string, salt: string): string {
  const hash = createHash('sha256').update(`${title}\n${salt}`).digest('hex').slice(0, HASH_LENGTH);
  const room = toSlug(title).slice(0, LONGEST_ID - HASH_LENGTH - 1);
  const start = room.length < toSlug(title).length ? room.replace(/-[^-]*$/, '') : room;
  return start === '' ? `ressource-${hash}` : `${start}-${hash}`;
}

function toSlug(title: string): string {
  return foldWords(title).replaceAll(' ', '-');
}
