import { isVast } from '../../../domain/territory/territory.ts';
import {
  findNamedInList,
  findSpeaker,
  isClosingHeading,
  isClosingLine,
  isInvitation,
  isMetaSentence,
  isRoleHeading,
  isSituatingHeading,
} from '../text/classify-line.ts';
import type { LocatedPlace } from '../where/place.ts';
import { type Case, OpenCase } from './case.ts';
import { findOpenings, isDoneThere, isPartner, isSpokenFor } from './find-openings.ts';
import type { Line, Sentence } from './read-lines.ts';
import { headingPlaces, isOneSubject, type TitleSubject } from './title-subject.ts';

/** Territories of each speaker, by name; none for a member of another structure. */
type Affiliations = Map<string, readonly LocatedPlace[]>;

/** Reads lines in order and tracks the current case. */
class Segmenter {
  private readonly cases: OpenCase[] = [];
  private readonly affiliations: Affiliations = new Map();
  /** Case of the title, open from the first line on; only another case ends it. */
  private readonly titled: OpenCase | null = null;
  private readonly named: ReadonlySet<string>;
  private current: OpenCase | null = null;
  private isRole = false;

  constructor({ subject, named }: TitleSubject) {
    this.named = named;
    if (isOneSubject(subject)) this.titled = this.switchTo(subject);
  }

  /** Makes the case of these territories the current one, creating it if needed. */
  private switchTo(places: readonly LocatedPlace[]): OpenCase {
    const known = this.cases.find((open) => open.isOf(places));
    const open = known ?? new OpenCase();
    if (known === undefined) this.cases.push(open);
    open.add(places);
    this.current = open;
    this.isRole = false;
    return open;
  }

  private startWithoutTerritory(): void {
    this.current = new OpenCase();
    this.cases.push(this.current);
    this.isRole = false;
  }

  readHeading(line: Line): void {
    const hasBegun = this.current !== null && this.current.sentences.length > 0;
    if (isSituatingHeading(line.text) && !hasBegun) return;
    if (isRoleHeading(line.text)) {
      this.isRole = true;
      return;
    }
    const places = headingPlaces(line.places, line.start);
    this.isRole = false;
    if (places.length > 0) {
      const open = this.switchTo(places);
      open.heading ??= line;
    } else if (isClosingHeading(line.text)) this.current = null;
  }

  /** Reads a line that only names a speaker. */
  readSpeaker({ places }: Line, name: string): void {
    if (places.length > 0 || !this.affiliations.has(name)) this.affiliations.set(name, places);
    if (places.length > 0) this.openOf(places);
    else if (this.current === null || this.current.sentences.length > 0) this.startWithoutTerritory();
  }

  private openOf(places: readonly LocatedPlace[]): void {
    if (this.current?.isOf(places)) return;
    this.switchTo(places.slice(0, 1));
  }

  /** Reads a paragraph of a known speaker: it is about their collectivité. */
  private readSpeech(line: Line): void {
    const speaker = findSpeaker(line.text);
    const known = [...this.affiliations.keys()].find((name) => line.text.startsWith(name));
    if (speaker === null && known === undefined) return;
    const [first] = line.sentences;
    const own = speaker === null ? [] : (first?.places ?? []);
    const places = own.length > 0 ? own : (this.affiliations.get(known ?? speaker?.name ?? '') ?? []);
    if (places.length > 0) this.openOf(places);
    else if (this.current !== null && this.current !== this.titled && this.current.places.length > 0)
      this.startWithoutTerritory();
  }

  private follow(openings: readonly LocatedPlace[]): void {
    const { current } = this;
    if (current === null) {
      this.switchTo(openings);
      return;
    }
    const known = this.cases.find((open) => open !== current && open.isOf(openings));
    if (current.places.length === 0) {
      if (known === undefined) current.add(openings);
      else {
        known.take(current);
        this.cases.splice(this.cases.indexOf(current), 1);
        this.current = known;
      }
      return;
    }
    // A département or région that helps the collectivité of the title does not open a case.
    const isHelper =
      current === this.titled && openings.every(({ place }) => isVast(place) && !this.named.has(place.key));
    if (isHelper && current.concerns(openings)) return;
    const isWider = openings.every(({ place }) => isVast(place)) && !current.isOf(openings);
    if (current.concerns(openings) && !isWider) current.add(openings);
    else this.turnTo(openings, current);
  }

  /** Switches case; the last sentences that already spoke of the new territory go with it. */
  private turnTo(openings: readonly LocatedPlace[], previous: OpenCase): void {
    const keys = new Set(openings.map(({ place }) => place.key));
    const first = previous.sentences.findLastIndex(({ places }) =>
      places.some(({ place, mention }) => keys.has(place.key) && mention.manner !== 'of'),
    );
    const next = this.switchTo(openings);
    if (first < 0 || next === previous) return;
    const start = this.startOfStory(previous, first, keys);
    previous.giveFrom(start, next);
  }

  private startOfStory(previous: OpenCase, found: number, keys: ReadonlySet<string>): number {
    const lastOwn = previous.sentences.findLastIndex((sentence) => previous.isOf(findOpenings(sentence)));
    const first = previous.sentences.findIndex(
      ({ places }, i) => i > lastOwn && places.some(({ place }) => keys.has(place.key)),
    );
    return first < 0 ? found + 1 : first;
  }

  /** Returns the first name of a row, unless the table details the territory of the title. */
  private openingsOfRow({ places }: Sentence): readonly LocatedPlace[] {
    const first = places.slice(0, 1);
    return this.current === this.titled && this.titled?.concerns(first) ? [] : first;
  }

  private readSentence(sentence: Sentence, line: Line): void {
    if (isMetaSentence(sentence.text)) return;
    const openings = line.kind === 'table-row' ? this.openingsOfRow(sentence) : findOpenings(sentence);
    if (openings.length === 0 && isInvitation(sentence.text)) return;
    if (openings.length > 0) this.follow(openings);
    else if (this.current === null || this.current.places.length === 0) this.settle(sentence);
    const partners = sentence.places.filter(
      (located) => isPartner(sentence, located) && located.mention.announced !== null,
    );
    if (this.current !== null && this.current.places.length > 0) this.current.add(partners);
    this.current?.sentences.push({ ...sentence, line, isRole: this.isRole });
  }

  /** Looks for the territory of a case without one: the place of an action, or of a structure. */
  private settle(sentence: Sentence): void {
    const isFirst = this.current === null;
    const done = sentence.places.filter(
      (located) => isDoneThere(sentence, located) || (isFirst && isSpokenFor(sentence, located)),
    );
    const there = sentence.places.filter(
      ({ mention, place }) => mention.manner === 'at' && place.doubt === null,
    );
    const places = this.current === null ? done : [...done, ...there];
    if (places.length > 0) this.follow(places);
  }

  readContent(line: Line): void {
    if (isClosingLine(line.text)) this.current = null;
    this.readSpeech(line);
    for (const sentence of line.sentences) this.readSentence(sentence, line);
  }

  finish(): readonly Case[] {
    return this.cases
      .filter(({ places, sentences }) => places.length > 0 && sentences.length > 0)
      .map((open) => open.close())
      .sort((a, b) => (a.sentences[0]?.start ?? 0) - (b.sentences[0]?.start ?? 0));
  }
}

function speakerOfLine(line: Line): string | null {
  if (line.kind !== 'list-item' && line.kind !== 'paragraph') return null;
  const speaker = findSpeaker(line.text);
  if (speaker?.isLineOfSpeaker) return speaker.name;
  return line.kind === 'list-item' ? findNamedInList(line.text) : null;
}

/**
 * Splits a resource into cases, in reading order. A heading, a speaker, or a sentence whose subject is a
 * collectivité opens or continues a case; sentences about the event itself are left out.
 */
export function segmentResource(lines: readonly Line[], title: TitleSubject): readonly Case[] {
  const segmenter = new Segmenter(title);
  for (const line of lines) {
    if (line.kind === 'heading') {
      segmenter.readHeading(line);
      continue;
    }
    const name = speakerOfLine(line);
    if (name === null) segmenter.readContent(line);
    else segmenter.readSpeaker(line, name);
  }
  return segmenter.finish();
}
