import type { Experience, ExperienceDraft } from '../../domain/experience/experience.ts';
import { documentVector, type FieldTerms } from '../../domain/matching/lexical.ts';
import { buildPassages, type Labels } from '../../domain/matching/passages.ts';
import type { Precedents } from '../../domain/matching/precedents.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { IndexedExperience, SearchedTexts } from '../../ports/import-store.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { findRegistered } from '../common/find-registered.ts';
import type { PrecedentMemory } from '../common/precedent-memory.ts';

/** A draft completed from the register, with its terms and labels. */
export interface PreparedExperience {
  readonly experience: Experience;
  readonly labels: Labels;
  readonly terms: FieldTerms;
  readonly texts: SearchedTexts;
  /** Hash of the experience, its labels and the precedents. */
  readonly contentHash: string;
}

/** Completes each territory that has a code with its population, département and région. */
function completeTerritories(draft: ExperienceDraft, gazetteer: Gazetteer): Experience {
  const territories = draft.territories.map((territory) => {
    const registered = findRegistered(territory, gazetteer);
    return {
      ...territory,
      populationCount: territory.populationCount ?? registered?.populationCount ?? null,
      department: registered?.department ?? null,
      region: registered?.region ?? null,
    };
  });
  return { ...draft, territories };
}

export function labelsOf(experience: Experience, taxonomy: Taxonomy): Labels {
  const themes = new Map(taxonomy.themes.map(({ id, label }) => [id, label]));
  const levers = new Map(taxonomy.levers.map(({ id, label }) => [id, label]));
  return {
    themes: experience.themes.flatMap((id) => themes.get(id) ?? []),
    levers: experience.levers.flatMap((use) => levers.get(use.lever) ?? []),
  };
}

function fieldTerms(experience: Experience, labels: Labels, analyse: TextAnalysis): FieldTerms {
  const stems = (texts: readonly string[]) => texts.flatMap((text) => analyse(text).map((term) => term.stem));
  return {
    title: stems([experience.title]),
    labels: stems([...labels.themes, ...labels.levers]),
    summary: stems([experience.summary]),
    uses: stems(experience.levers.map((use) => use.what)),
    context: stems([...experience.actors, ...experience.territories.map(({ name }) => name)]),
  };
}

/** With the names of the département and the région, which the fiche leaves to its filters. */
function searchedTexts(experience: Experience, labels: Labels, analyse: TextAnalysis): SearchedTexts {
  const stems = (texts: Iterable<string>) => [...texts].map((text) => analyse(text).map(({ stem }) => stem));
  const places = new Set(experience.territories.map(({ name }) => name));
  const areas = experience.territories
    .flatMap(({ department, region }) => [department?.name ?? '', region?.name ?? ''])
    .filter((name) => name !== '' && !places.has(name));
  return {
    headings: stems([experience.title, ...places]),
    areas: stems(new Set(areas)),
    body: stems([
      experience.summary,
      ...labels.themes,
      ...experience.levers.map(({ what }) => what),
      ...experience.actors,
    ]),
    labels: stems(labels.levers),
  };
}

export interface Preparation {
  readonly gazetteer: Gazetteer;
  readonly taxonomy: Taxonomy;
  readonly analyse: TextAnalysis;
  readonly hash: Hasher;
  readonly precedents: Pick<PrecedentMemory, 'stamp'>;
}

/** Completes and analyses a draft. Pure. */
export function prepareExperience(
  draft: ExperienceDraft,
  { gazetteer, taxonomy, analyse, hash, precedents }: Preparation,
): PreparedExperience {
  const experience = completeTerritories(draft, gazetteer);
  const labels = labelsOf(experience, taxonomy);
  return {
    experience,
    labels,
    terms: fieldTerms(experience, labels, analyse),
    texts: searchedTexts(experience, labels, analyse),
    contentHash: hash(canonicalJson([experience, labels, precedents.stamp])),
  };
}

/**
 * Embeds the passages, weighs the terms and reads the precedents. Throws the errors of the embedder, and the reason
 * of `signal`.
 * @param known existing vectors of the same model, by text
 */
export async function indexExperience(
  { experience, labels, terms, texts }: PreparedExperience,
  { embedder, precedents }: { readonly embedder: Embedder; readonly precedents: Precedents },
  known: ReadonlyMap<string, Float32Array>,
  signal?: AbortSignal,
): Promise<Pick<IndexedExperience, 'experience' | 'passages' | 'lexical' | 'precedents' | 'texts'>> {
  const passages = buildPassages(experience, labels);
  const newTexts = [...new Set(passages.map(({ embedded }) => embedded))].filter((text) => !known.has(text));
  const computed = newTexts.length === 0 ? [] : await embedder.embedPassages(newTexts, signal);
  const given = new Map(computed.map((embedding, position) => [newTexts[position], embedding]));
  const embedded = passages.map((passage) => {
    const embedding = known.get(passage.embedded) ?? given.get(passage.embedded);
    if (embedding === undefined)
      throw new Error(`no embedding for passage ${passage.ordinal} of ${experience.id}`);
    return { passage, embedding };
  });
  const lexical = documentVector(terms);
  const embeddings = embedded.map(({ embedding }) => embedding);
  return {
    experience,
    passages: embedded,
    lexical,
    precedents: precedents.gainsOf({ id: experience.id, embeddings, lexical }),
    texts,
  };
}
