import { type ExperienceDraft, NOTHING_KNOWN, type Source } from '../../../domain/experience/experience.ts';
import type { ExtractedExperience, FieldEvidence, Resource } from '../../../domain/resource/resource.ts';
import { shownListing } from '../../../domain/resource/uploaded-listing.ts';
import { foldWords } from '../../../domain/territory/fold-name.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import { findFigures } from '../facts/find-figures.ts';
import { findSetting } from '../facts/find-setting.ts';
import { findResourceYear, findYear } from '../facts/find-year.ts';
import type { Span } from '../text/located-text.ts';
import type { FoundLever } from '../what/find-levers.ts';
import type { FoundTheme } from '../what/find-themes.ts';
import type { LocatedPlace } from '../where/place.ts';
import { findActors } from '../who/find-actors.ts';
import { joinSentences } from './compose-text.ts';

export interface Findings {
  readonly title: string;
  /** Sentences of the case, in reading order. */
  readonly summary: readonly CaseSentence[];
  readonly levers: readonly FoundLever[];
  readonly themes: readonly FoundTheme[];
  /** Probability that each place of the case acted. */
  readonly probabilities: readonly number[];
}

const INHABITANTS = /(\d[\d\s\u00a0\u202f.]*\d)\s*(?:habitants|hab\.)/u;

/** Describes the source; its publisher defaults to the host of its address. */
function sourceOf({ title, url, publisher, date, listing }: Resource): Source {
  const host = url === null || !URL.canParse(url) ? null : new URL(url).hostname;
  return { title, url, publisher: publisher ?? host ?? shownListing(listing.origin), date };
}

/** Returns the year of the resource when known, else the current year; a case is never later. */
function latestYearOf({ date, title }: Resource, currentYear: number): number {
  const said = date?.slice(0, 4) ?? /\b(?:19|20)\d\d\b/.exec(title)?.[0];
  return said === undefined ? currentYear : Math.min(Number(said), currentYear);
}

/** Finds the population stated for a territory; null when the register knows the territory. */
function statedPopulation({ place }: LocatedPlace, own: Case): number | null {
  if (place.territory !== null) return null;
  const sentence = own.sentences.find(
    ({ places, text }) => INHABITANTS.test(text) && places.some((other) => other.place.key === place.key),
  );
  const digits = INHABITANTS.exec(sentence?.text ?? '')?.[1]?.replace(/\D/g, '');
  return digits === undefined ? null : Number(digits);
}

function territoriesOf(own: Case): ExperienceDraft['territories'] {
  return own.places.map((located) => ({
    name: located.place.name,
    kind: located.place.territory?.kind ?? located.place.kind,
    code: located.place.territory?.code ?? null,
    populationCount: statedPopulation(located, own),
  }));
}

function point(pointer: string, { start, end }: Span, confidence = 1): FieldEvidence {
  return { pointer, start, end, confidence };
}

function pointEach(
  field: string,
  found: readonly { readonly proof: Span; readonly confidence?: number }[],
): readonly FieldEvidence[] {
  return found.map(({ proof, confidence }, i) => point(`/${field}/${i}`, proof, confidence));
}

/**
 * Makes an id that is stable while the territory is the same; cases of a resource differ by first territory.
 */
function identify(resource: Resource, own: Case): string {
  const [first] = own.places;
  const name = first?.place.territory?.name ?? first?.place.name ?? '';
  return `${resource.id}--${foldWords(name).replaceAll(' ', '-')}`;
}

/** Builds the fiche of a case, with the passage that each field comes from. */
export function buildExperience(
  resource: Resource,
  own: Case,
  { title, summary, levers, themes, probabilities }: Findings,
  currentYear: number,
): ExtractedExperience {
  const { text } = resource;
  const year = findYear(own, latestYearOf(resource, currentYear)) ?? findResourceYear(text, resource.date);
  const setting = findSetting(own);
  const actors = findActors(own);
  const figures = findFigures(own);
  const draft: ExperienceDraft = {
    ...NOTHING_KNOWN,
    id: identify(resource, own),
    title,
    summary: joinSentences(summary),
    territories: territoriesOf(own),
    setting: setting?.setting ?? null,
    year: year?.year ?? null,
    themes: themes.map(({ theme }) => theme),
    levers: levers.map(({ lever, proof }) => ({ lever, what: text.slice(proof.start, proof.end) })),
    actors: actors.map(({ name }) => name),
    figures: figures.map(({ figure }) => figure),
    source: sourceOf(resource),
    access: resource.access,
  };
  const evidence = [
    ...(own.heading === null ? [] : [point('/title', own.heading)]),
    ...summary.map((sentence) => point('/summary', sentence)),
    ...own.places.map(({ mention }, i) => point(`/territories/${i}`, mention, probabilities[i])),
    ...(setting === null ? [] : [point('/setting', setting.proof)]),
    ...(year === null ? [] : [point('/year', year.proof)]),
    ...pointEach('themes', themes),
    ...pointEach('levers', levers),
    ...pointEach('actors', actors),
    ...pointEach('figures', figures),
  ];
  return { draft, evidence, confidence: Math.max(...probabilities) };
}
