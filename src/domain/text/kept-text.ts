import { z } from 'zod';

/** Text without NUL, which PostgreSQL refuses, and without lone surrogate. */
const KEPT = /^[^\0\p{Surrogate}]*$/u;

export const isKept: (text: string) => boolean = KEPT.test.bind(KEPT);

/** Text that the service can store, empty or not. The OpenAPI document would show a pattern, which no Python reads. */
export const keptText = z.string().refine(isKept, 'caractère nul ou caractère incomplet');

const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const WEB_ADDRESS = /^https?:\/\/[^\s/]/i;

/** Text in NFC that may be empty, without control character (line breaks included) or lone surrogate. */
export const optionalText = z
  .string()
  .refine((text) => !CONTROL_OR_LONE_SURROGATE.test(text), {
    error: 'contient un caractère de contrôle, un retour à la ligne ou un demi-caractère ; retirez-le',
  })
  .normalize('NFC');

/** Text with at least one character that is not a space. */
export const text = optionalText.refine((value) => value.trim() !== '', { error: 'ne doit pas être vide' });

/** Id of a fiche, a lever or a theme, also used in addresses. */
export const identifier = z.string().regex(KEBAB_CASE, {
  error:
    'doit s’écrire en minuscules sans accent, chiffres et traits d’union simples (« jardin-partage-nantes »)',
});

/** Address that a reader may follow: http or https, no scheme that a browser would run. */
export const webAddress = text.refine((value) => WEB_ADDRESS.test(value) && URL.canParse(value), {
  error: 'doit être une adresse complète en http:// ou https://',
});
