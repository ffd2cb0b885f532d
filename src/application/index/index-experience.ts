import type { Experience, ExperienceDraft } from '../../domain/experience/experience.ts';
import { documentVector, type FieldTerms } from '../../domain/matching/lexical.ts';
import { buildPassages, type Labels } from '../../domain/matching/passages.ts';
import type { TextAnalysis } from '../../domain/text/terms.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { IndexedExperience, SearchedTexts } from '../../ports/import-store.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { canonicalJson } from '../common/canonical-json.ts';

/** A draft completed from the register, with its terms and labels. */
export interface PreparedExperience {
  readonly experience: Experience;
  readonly labels: Labels;
  readonly terms: FieldTerms;
  readonly texts: SearchedTexts;
  /** Hash of the experience and its labels. */
  readonly contentHash: string;
}

/** Completes each territory that has a code with its population, département and région. */
function completeTerritories(draft: ExperienceDraft, gazetteer: Gazetteer): Experience {
  const territories = draft.territories.map((territory) => {
    const registered =
      territory.code === null
        ? undefined
        : gazetteer.findByCode(territory.code).find(({ kind }) => kind === territory.kind);
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
    needs: stems(experience.needsMet),
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
}

/** Completes and analyses a draft. Pure. */
export function prepareExperience(
  draft: ExperienceDraft,
  { gazetteer, taxonomy, analyse, hash }: Preparation,
): PreparedExperience {
  const experience = completeTerritories(draft, gazetteer);
  const labels = labelsOf(experience, taxonomy);
  return {
    experience,
    labels,
    terms: fieldTerms(experience, labels, analyse),
    texts: searchedTexts(experience, labels, analyse),
    contentHash: hash(canonicalJson([experience, labels])),
  };
}

/**
 * Embeds the passages and weighs the terms. Throws the errors of the embedder, and the reason of `signal`.
 * @param known existing vectors of the same model, by text
 */
export async function indexExperience(
  { experience, labels, terms, texts }: PreparedExperience,
  embedder: Embedder,
  known: ReadonlyMap<string, Float32Array>,
  signal?: AbortSignal,
): Promise<Pick<IndexedExperience, 'experience' | 'passages' | 'lexical' | 'texts'>> {
  const passages = buildPassages(experience, labels);
  const newTexts = [...new Set(passages.map(({ embedded }) => embedded))].filter((text) => !known.has(text));
  const embeddings = newTexts.length === 0 ? [] : await embedder.embedPassages(newTexts, signal);
  const given = new Map(embeddings.map((embedding, position) => [newTexts[position], embedding]));
  return {
    experience,
    passages: passages.map((passage) => {
      const embedding = known.get(passage.embedded) ?? given.get(passage.embedded);
      if (embedding === undefined)
        throw new Error(`no embedding for passage ${passage.ordinal} of ${experience.id}`);
      return { passage, embedding };
    }),
    lexical: documentVector(terms),
    texts,
  };
}
