import {
  type Experience,
  type ExperienceTerritory,
  NOTHING_KNOWN,
} from '../../src/domain/experience/experience.ts';
import type { Passage, SparseVector } from '../../src/domain/matching/retrieval.ts';
import type { Concept } from '../../src/domain/matching/synonyms.ts';
import type { RetrievalRequest, SearchRequest } from '../../src/ports/experience-store.ts';
import type { IndexedExperience, IndexRecipe, SearchedTexts } from '../../src/ports/import-store.ts';

const DIMENSIONS = 384;

/** A vector of small integers, whose products and norms are exact in single precision. */
export function vectorOf(...components: readonly number[]): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  vector.set(components);
  return vector;
}

export function sparseOf(weights: Readonly<Record<number, number>>): SparseVector {
  return new Map(Object.entries(weights).map(([dimension, weight]) => [Number(dimension), weight]));
}

export function territory(given: Partial<ExperienceTerritory> = {}): ExperienceTerritory {
  return {
    name: 'Angers Loire Métropole',
    kind: 'epci',
    code: '244900015',
    populationCount: 299_476,
    department: { code: '49', name: 'Maine-et-Loire' },
    region: { code: '52', name: 'Pays de la Loire' },
    ...given,
  };
}

export function experience(given: Partial<Experience> & { readonly id: string }): Experience {
  return {
    ...NOTHING_KNOWN,
    title: `Titre de ${given.id}`,
    summary: 'Une recyclerie ouverte avec les habitants.',
    territories: [territory()],
    setting: 'urban',
    year: 2021,
    themes: ['alimentation'],
    levers: [{ lever: 'scic', what: 'Entre au capital de la coopérative.' }],
    actors: ['La recyclerie'],
    figures: [{ label: 'emplois', value: 12.5, unit: 'ETP', role: 'jobs', period: null, sentence: null }],
    source: { title: 'Fiche', url: 'https://example.org/', publisher: 'RTES', date: '2021-03' },
    access: 'public',
    ...given,
  };
}

interface Content extends Partial<IndexedExperience> {
  readonly contentHash?: string;
  /** One vector a passage, the whole fiche first. */
  readonly embeddings?: readonly Float32Array[];
  readonly lexical?: SparseVector;
  readonly texts?: SearchedTexts;
}

export function indexed(document: Experience, content: Content = {}): IndexedExperience {
  const {
    contentHash = 'hash',
    embeddings = [vectorOf(1)],
    lexical = sparseOf({ 0: 1 }),
    precedents = sparseOf({}),
    texts = bodyOf(),
    ...given
  } = content;
  return {
    experience: document,
    contentHash,
    passages: embeddings.map((embedding, ordinal) => ({ passage: passageOf(document, ordinal), embedding })),
    lexical,
    precedents,
    texts,
    draft: document,
    evidence: [],
    confidence: null,
    byHand: false,
    rereading: null,
    status: 'published',
    origin: 'file',
    resourceId: null,
    ...given,
  };
}

function passageOf({ id }: Experience, ordinal: number): Passage {
  return { ordinal, quote: `Citation ${ordinal} de ${id}`, embedded: `Passage ${ordinal} de ${id}` };
}

export function conceptsOf(words: string): readonly Concept[] {
  return words.split(' ').map((word) => ({ words: [word], synonyms: [] }));
}

export function bodyOf(...body: readonly string[]): SearchedTexts {
  return { headings: [], areas: [], body: body.map((text) => text.split(' ')), labels: [] };
}

let recipes = 0;

/** Returns a recipe unlike all earlier ones; saving it empties the store. */
export function newRecipe(): IndexRecipe {
  recipes += 1;
  return { modelId: `modèle-${recipes}`, pipelineVersion: '1' };
}

/** Request that finds everything by meaning and by words, unless `given` changes it. */
export function question(given: Partial<RetrievalRequest>): RetrievalRequest {
  const { lexical = sparseOf({}), precedents = sparseOf({}) } = given;
  return { embedding: vectorOf(1), lexical, precedents, anchors: [...lexical.keys()], depth: 100, ...given };
}

export function listing(given: Partial<SearchRequest> = {}): SearchRequest {
  return { filter: {}, concepts: null, sort: 'year', after: null, limit: 20, ...given };
}
