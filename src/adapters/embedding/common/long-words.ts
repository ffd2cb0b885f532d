/** Cuts words of more than 64 characters: finding the tokens of a word takes the square of its length. */
export function cutLongWords(text: string): string {
  return text.replace(/\S{64}(?=\S)/gu, '$& ');
}
