import { z } from 'zod';

/** Control character other than a tab or a line break. */
const CONTROL_CHARACTER = /(?![\t\n\r])\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

interface TextRules {
  /** Shortest length, in code points, after NFC and trimming. */
  readonly min: number;
  readonly max: number;
  /** Whether at least one letter or digit is required. */
  readonly needsWord: boolean;
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Returns the refusal of a character that neither the database nor the model accepts, or null. */
function findForbiddenCharacter(text: string): Refusal | null {
  if (LONE_SURROGATE.test(text)) {
    return {
      code: 'malformed-text',
      message:
        'Le texte contient une moitié de caractère (surrogate isolé). Envoyez un texte Unicode complet.',
    };
  }
  if (CONTROL_CHARACTER.test(text)) {
    return {
      code: 'control-character',
      message:
        'Le texte contient un caractère de contrôle. Seuls la tabulation et le retour à la ligne sont permis.',
    };
  }
  return null;
}

function findRefusal(text: string, { min, max, needsWord }: TextRules): Refusal | null {
  const { length } = Array.from(text);
  if (length === 0) return { code: 'too-short', message: 'Le texte est vide.' };
  if (length < min)
    return { code: 'too-short', message: `${min} caractères au moins, sans les espaces autour.` };
  if (length > max) return { code: 'too-long', message: `${max} caractères au plus ; il y en a ${length}.` };
  if (needsWord && !WORD_CHARACTER.test(text)) {
    return {
      code: 'no-words',
      message: 'Le texte ne contient aucun mot. Écrivez votre demande en français.',
    };
  }
  return null;
}

/** Text in NFC, trimmed; a refusal gives its reason as `params.code`. */
export function personText(rules: TextRules) {
  return z
    .string()
    .transform((given, context) => {
      const text = given.normalize('NFC').trim();
      const refusal = findForbiddenCharacter(given) ?? findRefusal(text, rules);
      if (refusal === null) return text;
      const { code, message } = refusal;
      context.issues.push({ code: 'custom', message, params: { code }, input: given });
      return z.NEVER;
    })
    .meta({ minLength: rules.min, maxLength: rules.max });
}

/** Id of 1 to 300 characters: imports choose theirs freely. */
export const identifier = personText({ min: 1, max: 300, needsWord: false });

/** « 35238 », « 2A004 » or « 200 044 394 »; the territory register checks that it exists. */
export const territoryCode = personText({ min: 1, max: 40, needsWord: true });
