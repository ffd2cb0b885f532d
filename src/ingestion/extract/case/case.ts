import { areNested, type LocatedPlace } from '../where/place.ts';
import type { Line, Sentence } from './read-lines.ts';

export interface CaseSentence extends Sentence {
  readonly line: Line;
  /** True under a « Rôle de la collectivité » heading. */
  readonly isRole: boolean;
}

/** Part of a resource about one territory, or several that acted together. */
export interface Case {
  /** Without duplicates, the ones that act first. */
  readonly places: readonly LocatedPlace[];
  readonly heading: Line | null;
  /** In reading order; at least one. */
  readonly sentences: readonly CaseSentence[];
}

/** Case under construction; its territory may be found after its first sentences. */
export class OpenCase {
  readonly places: LocatedPlace[] = [];
  readonly sentences: CaseSentence[] = [];
  heading: Line | null = null;

  /** Tells whether a territory is one of this case's, contains one, or is inside one. */
  concerns(places: readonly LocatedPlace[]): boolean {
    return places.some(({ place }) => this.places.some((own) => areNested(own.place, place)));
  }

  isOf(places: readonly LocatedPlace[]): boolean {
    return places.some(({ place }) => this.places.some((own) => own.place.key === place.key));
  }

  add(places: readonly LocatedPlace[]): void {
    for (const located of places) if (!this.isOf([located])) this.places.push(located);
  }

  take(other: OpenCase): void {
    this.add(other.places);
    this.sentences.push(...other.sentences);
    this.heading ??= other.heading;
  }

  /** Moves the sentences from index `first` on to another case. */
  giveFrom(first: number, receiver: OpenCase): void {
    receiver.sentences.push(...this.sentences.splice(first));
  }

  close(): Case {
    const sentences = [...this.sentences].sort((a, b) => a.start - b.start);
    return { places: this.places, heading: this.heading, sentences };
  }
}
