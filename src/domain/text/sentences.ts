const ABBREVIATION =
  /(?:^|[\s('«])(?:M|MM|Mme|Mmes|Dr|Pr|St|Ste|art|al|av|bd|cf|env|ex|fig|min|max|no|n°|p|pp|réf|tél|vol|\p{Lu})\.\s*$/u;

function opensUnclosedQuote(text: string): boolean {
  return text.lastIndexOf('«') > text.lastIndexOf('»');
}

function continues(previous: string, next: string): boolean {
  return (
    ABBREVIATION.test(previous) || opensUnclosedQuote(previous) || /^[\s»)\]]*(?:[»)\]]|\p{Ll}|$)/u.test(next)
  );
}

/** Splits into trimmed sentences; merges those that `Intl.Segmenter` cuts after «M.» and inside «Oui !». */
export function splitSentences(text: string): readonly string[] {
  const segmenter = new Intl.Segmenter('fr', { granularity: 'sentence' });
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const previous = sentences.at(-1);
    if (previous !== undefined && continues(previous, segment))
      sentences[sentences.length - 1] = previous + segment;
    else sentences.push(segment);
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
