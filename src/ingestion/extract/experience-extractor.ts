import type {
  Dropped,
  ExtractedExperience,
  Resource,
  ResourceExtraction,
} from '../../domain/resource/resource.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer, TerritoryNames } from '../../ports/gazetteer.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { type Candidate, listCandidates, listSentences, type ReadSentence } from './acting/candidate.ts';
import { drawCases, type JudgedCase } from './acting/draw-cases.ts';
import { ACTING_MODEL, type Judged, judgeCandidates } from './acting/judge-candidates.ts';
import type { Case } from './case/case.ts';
import { gatherAroundEvent } from './case/gather-around-event.ts';
import { blocksOf, type Line, readLines } from './case/read-lines.ts';
import { segmentResource } from './case/segment-resource.ts';
import { findTitleSubject } from './case/title-subject.ts';
import { type LocatedResource, splitTitle, withTitle } from './case/with-title.ts';
import { buildExperience } from './draft/build-experience.ts';
import { chooseSummary, composeTitle, joinSentences } from './draft/compose-text.ts';
import {
  describeCut,
  describeDoubts,
  describeUnplaced,
  describeWithoutLever,
} from './draft/describe-doubts.ts';
import { createSignReader } from './meaning/lever-signs.ts';
import { type EmbedTexts, rememberVectors, type Scale } from './meaning/remember-vectors.ts';
import { firstEndingAfter, locateSentences, type Span, tokenise } from './text/located-text.ts';
import { createLeverFinder, type FoundLever } from './what/find-levers.ts';
import { createThemeFinder } from './what/find-themes.ts';
import { createMentionFinder } from './where/find-mentions.ts';
import { locatePlaces } from './where/locate-places.ts';
import type { Mention } from './where/mention.ts';
import { createNameLexicon } from './where/name-lexicon.ts';
import type { LocatedPlace, Place } from './where/place.ts';
import { createOwnerReader } from './who/owner-reader.ts';

export interface ExtractionDependencies {
  readonly gazetteer: Gazetteer & TerritoryNames;
  readonly taxonomy: Taxonomy;
  readonly embedder: Pick<Embedder, 'embedQuery' | 'embedPassages'> & { readonly calibration: Scale };
  /** Latest year of an experience. */
  readonly currentYear: number;
}

export interface ResourceExtractor {
  /** Returns experiences in reading order. Rethrows errors of the embedder. */
  extract(resource: Resource): Promise<ResourceExtraction>;
}

/** In characters; ten times the longest account on the network's site. */
const LONGEST_TEXT = 200_000;

/** Cuts a resource that is too long. */
function beginningOf(resource: Resource): Resource {
  const text = resource.text.slice(0, LONGEST_TEXT);
  return { ...resource, text, blocks: resource.blocks.filter(({ end }) => end <= LONGEST_TEXT) };
}

function holder(spans: readonly Span[], { start, end }: Span): Span | undefined {
  const span = spans[firstEndingAfter(spans, start)];
  return span !== undefined && span.start <= start && span.end >= end ? span : undefined;
}

/** Returns the sentence, the block, then the whole text around a mention. */
function createCircles(resource: Resource): (mention: Mention) => readonly Span[] {
  const { text } = resource;
  const blocks = blocksOf(resource);
  const sentences = blocks.flatMap((block) => locateSentences(text, block));
  return (mention) =>
    [holder(sentences, mention), holder(blocks, mention), { start: 0, end: text.length }].filter(
      (span) => span !== undefined,
    );
}

export interface ReadResource {
  readonly sentences: readonly ReadSentence[];
  readonly candidates: readonly Candidate[];
  readonly cases: readonly Case[];
}

/** Creates a reader of resources; reads the names of the register once. */
export function createResourceReader(
  gazetteer: Gazetteer & TerritoryNames,
): (resource: Resource) => ReadResource {
  const findMentions = createMentionFinder(createNameLexicon(gazetteer));
  const withOwner = createOwnerReader(gazetteer);

  /** Reads the title and the text as one: each may tell which homonym the other means. */
  function locate(resource: Resource): LocatedResource {
    const whole = withTitle(resource);
    const mentions = findMentions(whole.text, tokenise(whole.text));
    return splitTitle(resource, locatePlaces(whole.text, mentions, createCircles(whole), gazetteer));
  }

  return (read) => {
    const resource = withOwner(read);
    const { inTitle, inText } = locate(resource);
    const lines = readLines(resource, inText);
    const sentences = listSentences(readLines(titleOf(resource), inTitle), lines);
    const cases = findCases(lines, resource.title, inTitle);
    return { sentences, candidates: listCandidates(sentences), cases };
  };
}

function titleOf(resource: Resource): Resource {
  const { title } = resource;
  return { ...resource, text: title, blocks: [{ kind: 'heading', start: 0, end: title.length }] };
}

function findCases(
  lines: readonly Line[],
  title: string,
  titlePlaces: readonly LocatedPlace[],
): readonly Case[] {
  const about = findTitleSubject(lines, title, titlePlaces);
  const cases = segmentResource(lines, about);
  if (cases.length > 0) return cases;
  const around = gatherAroundEvent(lines);
  return around === null ? [] : [around];
}

/** Places told to an editor with those that gave an experience; a page may name hundreds. */
const MOST_DROPPED = 50;

/** Lists the places of the text that gave no experience, the likeliest first chosen, in reading order. */
function listDropped(judged: readonly Judged[], kept: readonly Place[]): readonly Dropped[] {
  const keys = new Set(kept.map(({ key }) => key));
  return judged
    .filter(({ candidate }) => !keys.has(candidate.place.key))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MOST_DROPPED)
    .flatMap(({ candidate: { place, namings }, probability }): readonly Dropped[] => {
      const mention = namings.find(({ sentence }) => !sentence.isTitle)?.located.mention;
      if (mention === undefined) return [];
      const reason = place.doubt === 'unknown' ? 'place-unknown' : 'not-acting';
      return [{ start: mention.start, end: mention.end, name: place.name, reason, confidence: probability }];
    })
    .sort((a, b) => a.start - b.start);
}

/** Keeps the first experience of each id: a name with and without code may stand for one territory. */
function distinct(experiences: readonly ExtractedExperience[]): readonly ExtractedExperience[] {
  const byId = new Map<string, ExtractedExperience>();
  for (const one of experiences) if (!byId.has(one.draft.id)) byId.set(one.draft.id, one);
  return [...byId.values()];
}

/**
 * Extracts experiences with rules, the register, the vocabulary of the taxonomy and the model; reads the
 * names of the register once. Only titles are composed, from headings and names: every other field is a part
 * of the text, or follows from the official code of the territory.
 */
export function createExperienceExtractor(dependencies: ExtractionDependencies): ResourceExtractor {
  const { gazetteer, taxonomy, embedder, currentYear } = dependencies;
  const readResource = createResourceReader(gazetteer);
  const leverFinder = createLeverFinder(taxonomy.levers, embedder);
  const readSigns = createSignReader(taxonomy.levers);
  const findThemes = createThemeFinder(taxonomy.themes, embedder, embedder.calibration);

  async function readCase(
    resource: Resource,
    { own, probabilities }: JudgedCase,
    levers: readonly FoundLever[],
    embed: EmbedTexts,
  ): Promise<ExtractedExperience> {
    const title = composeTitle(own, resource.title, levers);
    const summary = chooseSummary(own, levers);
    const themes = await findThemes(own, { title, summary: joinSentences(summary) }, embed);
    return buildExperience(resource, own, { title, summary, levers, themes, probabilities }, currentYear);
  }

  return {
    async extract(whole) {
      const resource = beginningOf(whole);
      const embed = rememberVectors(embedder);
      const { sentences, candidates, cases } = readResource(resource);
      const opened = [];
      for (const own of cases) opened.push({ own, leverCount: (await leverFinder.rule(own, embed)).length });
      const judged = await judgeCandidates({ sentences, candidates, cases: opened }, ACTING_MODEL, {
        embed,
        readSigns,
      });
      const drawn = drawCases(opened, judged);
      const experiences: ExtractedExperience[] = [];
      const withoutLever: ExtractedExperience[] = [];
      for (const one of drawn) {
        const levers = await leverFinder.find(one, embed);
        const experience = await readCase(resource, one, levers, embed);
        experiences.push(experience);
        if (levers.length === 0) withoutLever.push(experience);
      }
      const places = drawn.flatMap(({ own }) => own.places.map(({ place }) => place));
      const notes = [
        ...describeCut(whole, LONGEST_TEXT),
        ...describeDoubts(places, resource),
        ...describeUnplaced(sentences, places, resource),
        ...describeWithoutLever(withoutLever, resource),
      ];
      return {
        resource: whole,
        experiences: distinct(experiences),
        dropped: listDropped(judged, places),
        notes,
      };
    },
  };
}
