import { cleanText } from './clean-text.ts';
import { neutraliseMarkup } from './neutralise-markup.ts';

export interface SanitisedText {
  /** Plain text in NFC: no control character but LF and tab, nothing invisible, no markup. */
  readonly text: string;
  readonly invisibleCount: number;
  readonly hadMarkup: boolean;
}

/** Makes text from outside safe to store; keeps lines. Idempotent; never throws. */
export function sanitiseText(text: string): SanitisedText {
  const cleaned = cleanText(text);
  const neutral = neutraliseMarkup(cleaned.text);
  const hadMarkup = neutral !== cleaned.text;
  return {
    text: hadMarkup ? cleanText(neutral).text : neutral,
    invisibleCount: cleaned.invisibleCount,
    hadMarkup,
  };
}
