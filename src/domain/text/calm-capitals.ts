/** Fewer words are more likely acronyms: «SCIC», «PAT EPCI». */
const SHORTEST_SHOUT_WORDS = 4;
const SHOUTED_SHARE = 0.7;

/**
 * A text typed in capitals, in lower case; any other as it is. The model reads capitals as other
 * words: a request would get other answers for having been typed with the key locked.
 */
export function calmCapitals(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  const wordCount = text.trim().split(/\s+/u).length;
  const isShouted = wordCount >= SHORTEST_SHOUT_WORDS && capitals.length > SHOUTED_SHARE * letters.length;
  return isShouted ? text.toLowerCase() : text;
}
