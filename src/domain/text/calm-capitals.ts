/** Fewest words of a text to lower: fewer are more likely acronyms, «SCIC», «PAT EPCI». */
const SHORTEST_SHOUT_WORDS = 4;
const SHOUTED_SHARE = 0.7;

/** Lowers a text typed with caps lock, whose capitals would be other words for the model. */
export function calmCapitals(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? [];
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  const wordCount = text.trim().split(/\s+/u).length;
  const isShouted = wordCount >= SHORTEST_SHOUT_WORDS && capitals.length > SHOUTED_SHARE * letters.length;
  return isShouted ? text.toLowerCase() : text;
}
