import { z } from 'zod';

/** Text without NUL, which PostgreSQL refuses, and without lone surrogate. */
const KEPT = /^[^\0\p{Surrogate}]*$/u;

/** Text that the service can store, empty or not. */
export const keptText = z.string().regex(KEPT, 'caractère nul ou caractère incomplet');

export function isKept(text: string): boolean {
  return KEPT.test(text);
}
