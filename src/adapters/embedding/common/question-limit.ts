/**
 * Tokens of a question that the model reads, about 1,000 characters of French: the longest of the 2,440 requests of the
 * evaluation has 232. The cost of a question follows this number, not that of its characters.
 */
const MAX_QUESTION_TOKENS = 256;

/** Returns the beginning of a question that the model reads, up to the end of a word. */
export function cutQuestion(text: string, countTokens: (text: string) => number): string {
  // A character has one token at most, once it is decomposed.
  if (text.normalize('NFKC').length <= MAX_QUESTION_TOKENS) return text;
  let left = MAX_QUESTION_TOKENS;
  for (const { 0: word, index } of text.matchAll(/\s*\S{1,16}/gu)) {
    left -= countTokens(word);
    if (left < 0) return text.slice(0, index);
  }
  return text;
}
