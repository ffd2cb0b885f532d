import { areNested, type LocatedPlace } from '../where/place.ts';
import type { Line, Sentence } from './read-lines.ts';

export interface CaseSentence extends Sentence {
  readonly line: Line;
  /** Under « Rôle de la collectivité ». */
  readonly isRole: boolean;
}

/** What a resource tells of one territory, or of several that acted together. */
export interface Case {
  /** Those that act first; each once. */
  readonly places: readonly LocatedPlace[];
  readonly heading: Line | null;
  /** In reading order; at least one. */
  readonly sentences: readonly CaseSentence[];
}

/** A case while the resource is read. Its territory may come after its first sentences. */
export class OpenCase {
  readonly places: LocatedPlace[] = [];
  readonly sentences: CaseSentence[] = [];
  heading: Line | null = null;

  /** Whether one of the territories is this case's, or holds it, or is held by it. */
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

  /** Moves to another case the sentences from `first` on. */
  giveFrom(first: number, receiver: OpenCase): void {
    receiver.sentences.push(...this.sentences.splice(first));
  }

  close(): Case {
    const sentences = [...this.sentences].sort((a, b) => a.start - b.start);
    return { places: this.places, heading: this.heading, sentences };
  }
}
