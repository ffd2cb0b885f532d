const TITLES = 'MM?|Mmes?|Dr|Pr';
/** Title whose full stop ends no sentence: «M. le maire». Source of an expression with the flag `u`. */
export const TITLE = String.raw`(?<!\p{L})(?:${TITLES})\.`;
const ABBREVIATION = new RegExp(
  String.raw`(?:^|[\s('«])(?:${TITLES}|St|Ste|art|al|av|bd|cf|env|ex|fig|min|max|no|n°|p|pp|réf|tél|vol|\p{Lu})\.\s*$`,
  'u',
);

/** Starts amid a sentence: « Oui ! » a-t-elle dit. */
const AMID = /^[\s»)\]]*(?:[»)\]]|\p{Ll}|$)/u;
/** Longer than any abbreviation. */
const TAIL = 16;

/** Splits into trimmed sentences; merges those that `Intl.Segmenter` cuts after «M.» and inside «Oui !». */
export function splitSentences(text: string): readonly string[] {
  const segmenter = new Intl.Segmenter('fr', { granularity: 'sentence' });
  const sentences: string[] = [];
  let from = 0;
  let isQuoting = false;
  for (const { segment, index } of segmenter.segment(text)) {
    const tail = text.slice(Math.max(from, index - TAIL), index);
    const continues = isQuoting || ABBREVIATION.test(tail) || AMID.test(segment);
    if (index > 0 && !continues) {
      sentences.push(text.slice(from, index));
      from = index;
    }
    const [opened, closed] = [segment.lastIndexOf('«'), segment.lastIndexOf('»')];
    if (opened !== closed) isQuoting = opened > closed;
  }
  return [...sentences, text.slice(from)]
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
