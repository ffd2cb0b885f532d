/** Cuts a list into batches within the limits, in order. A text longer than `maxCharacters` gets its own batch. */
export function cutIntoBatches(
  texts: readonly string[],
  { maxTexts = Number.POSITIVE_INFINITY, maxCharacters }: { maxTexts?: number; maxCharacters: number },
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let last: string[] = [];
  let characters = 0;
  for (const text of texts) {
    characters += text.length;
    if (last.length === 0 || last.length >= maxTexts || characters > maxCharacters) {
      last = [];
      batches.push(last);
      characters = text.length;
    }
    last.push(text);
  }
  return batches;
}
