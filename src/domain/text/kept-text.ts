import { z } from 'zod';

/** PostgreSQL refuses the NUL character, and half of a surrogate pair is not a character. */
const KEPT = /^[^\0\p{Surrogate}]*$/u;

/** A text that the service can keep, empty or not. */
export const keptText = z.string().regex(KEPT, 'caractère nul ou caractère incomplet');

/** False for a text that nothing stored can hold. */
export function isKept(text: string): boolean {
  return KEPT.test(text);
}
