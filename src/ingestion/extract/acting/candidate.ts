import type { Line, Sentence } from '../case/read-lines.ts';
import type { LocatedPlace, Place } from '../where/place.ts';

/** Sentence of a resource, with its line; those of the title come first. */
export interface ReadSentence extends Sentence {
  readonly line: Line;
  /** Rank in the resource. */
  readonly rank: number;
  readonly isTitle: boolean;
}

/** Name of a candidate in a sentence. */
export interface Naming {
  readonly located: LocatedPlace;
  readonly sentence: ReadSentence;
}

/** Territory that a resource names, and that may have acted. */
export interface Candidate {
  readonly place: Place;
  /** In reading order; at least one. */
  readonly namings: readonly Naming[];
}

function sentencesOf(lines: readonly Line[], isTitle: boolean, first: number): readonly ReadSentence[] {
  return lines
    .flatMap((line) => line.sentences.map((sentence) => ({ ...sentence, line, isTitle })))
    .map((sentence, i) => ({ ...sentence, rank: first + i }));
}

/** Lists the sentences of the title, then of the text. */
export function listSentences(title: readonly Line[], text: readonly Line[]): readonly ReadSentence[] {
  const ofTitle = sentencesOf(title, true, 0);
  return [...ofTitle, ...sentencesOf(text, false, ofTitle.length)];
}

/** Gathers the namings of each territory, in the order of their first names. */
export function listCandidates(sentences: readonly ReadSentence[]): readonly Candidate[] {
  const byKey = new Map<string, { place: Place; namings: Naming[] }>();
  for (const sentence of sentences) {
    for (const located of sentence.places) {
      const { place } = located;
      const known = byKey.get(place.key) ?? { place, namings: [] };
      byKey.set(place.key, known);
      known.namings.push({ located, sentence });
    }
  }
  return [...byKey.values()];
}
