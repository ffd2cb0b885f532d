import { createHash } from 'node:crypto';
import { createAddExperience } from '../../src/application/edit/add-experience.ts';
import { type Contribution, createContribute } from '../../src/application/edit/contribute.ts';
import {
  type CorrectionOptions,
  createCorrectExperience,
} from '../../src/application/edit/correct-experience.ts';
import { createDeleteExperience } from '../../src/application/edit/delete-experience.ts';
import type { ExperiencePatch } from '../../src/application/edit/edit-fiches.ts';
import { createReadFiche } from '../../src/application/edit/fiche-reader.ts';
import { createMergeExperiences } from '../../src/application/edit/merge-experiences.ts';
import { createReviewProposals } from '../../src/application/edit/review-proposals.ts';
import { createSettleRereading } from '../../src/application/edit/settle-rereading.ts';
import { type AnnotatedPage, createExportMaterial } from '../../src/application/import/export-material.ts';
import { createExportRecords, type ExportRecord } from '../../src/application/import/export-records.ts';
import { createImportDocuments, type ImportOptions } from '../../src/application/import/import-documents.ts';
import {
  createImportExperiences,
  type IndexingOptions,
} from '../../src/application/import/import-experiences.ts';
import { DomainError } from '../../src/domain/errors.ts';
import {
  type Audience,
  type ExperienceDraft,
  NOTHING_KNOWN,
} from '../../src/domain/experience/experience.ts';
import type { MergedField, TakenField } from '../../src/domain/experience/fields.ts';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { createTextAnalysis } from '../../src/domain/text/terms.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import type { ImportItem, ImportReader } from '../../src/ports/import-reader.ts';
import { readyMade } from '../../src/ports/import-store.ts';
import type { ContributionStore } from '../../src/ports/public-stores.ts';
import type { ReviewStore } from '../../src/ports/review-store.ts';
import type { Taxonomy } from '../../src/ports/taxonomy.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { bareLever, bareTheme } from '../fakes/levers.ts';
import { NO_PRECEDENTS } from '../fakes/precedents.ts';
import { newRecipe } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

export function draft(given: Partial<ExperienceDraft> & { readonly id: string }): ExperienceDraft {
  return {
    ...NOTHING_KNOWN,
    title: `Titre ${given.id}`,
    territories: [{ name: 'Pays de l’Exemple', kind: 'pays', code: null, populationCount: null }],
    summary: `La commune prête un local à ${given.id}. Les habitants gèrent le lieu.`,
    year: 2020,
    themes: ['alimentation'],
    levers: [{ lever: 'locaux', what: 'Prête un local.' }],
    source: { title: 'Source', url: null, publisher: 'RTES', date: null },
    access: 'public',
    ...given,
  };
}

/** Extracts an experience from each line, `name: summary`. A `?` adds a note; `illisible` makes the read fail. */
function drawFrom(resource: Resource): ResourceExtraction {
  if (resource.text.includes('illisible')) {
    const reason = 'la lecture s’est arrêtée';
    throw new DomainError('import-unreadable', 'Illisible.', { origin: resource.title, reason });
  }
  const lines = resource.text.split('\n').filter((line) => line !== '');
  return {
    resource,
    dropped: [],
    notes: lines
      .filter((line) => line.includes('?'))
      .map((line) => ({ code: 'place-unknown', detail: line, resourceId: resource.id, line: resource.line })),
    experiences: lines.map((line) => {
      const [name = '', summary = ''] = line.split(': ');
      const start = resource.text.indexOf(line);
      return {
        draft: draft({ id: `${resource.id}-${name}`, summary, access: resource.access }),
        evidence: [{ pointer: '/summary', start, end: start + line.length, confidence: 1 }],
        confidence: 1,
      };
    }),
  };
}

const RENNES = {
  code: '35238',
  siren: null,
  kind: 'commune',
  name: 'Rennes',
  populationCount: 230_000,
  department: { code: '35', name: 'Ille-et-Vilaine' },
  region: { code: '53', name: 'Bretagne' },
  postalCodes: [],
  epciForm: 'METRO',
  setting: 'urban',
  epci: null,
} as const;
const gazetteer: Gazetteer = {
  findByCode: (code) => (code === '35238' ? [RENNES] : []),
  search: () => [],
  findNearest: () => [],
};

const taxonomy: Taxonomy = {
  levers: [bareLever('locaux', 'Locaux'), bareLever('scic', 'SCIC')],
  themes: [bareTheme('alimentation', 'Alimentation'), bareTheme('numerique', 'Numérique')],
  hash: 't',
};

export const EDITOR = { actor: 'cle', audience: 'members', mayEdit: true } as const;

const quiet: ImportOptions = {
  dryRun: false,
  policy: STRICT_POLICY,
  actor: 'test',
  signal: new AbortController().signal,
  onProgress: () => {},
};

export const resourceItem = (resource: Resource): ImportItem => ({
  kind: 'resource',
  resource,
  saysAccess: true,
});
export const fileItem = (given: ExperienceDraft): ImportItem => ({
  ...readyMade(given),
  kind: 'experience',
  resourceId: null,
  saysAccess: true,
  origin: 'file',
});

export function toItem(record: ExportRecord): readonly ImportItem[] {
  switch (record.type) {
    case 'essaimage-export':
      return [];
    case 'correction':
      return [{ kind: 'correction', correction: record.correction }];
    case 'resource':
      return [{ kind: 'exported-resource', resource: record.resource, goneSince: record.goneSince }];
    case 'experience': {
      const { type, experience, ...rest } = record;
      return [{ kind: type, draft: experience, saysAccess: true, rereading: null, ...rest }];
    }
    case 'feedback':
      return [{ kind: 'feedback', feedback: record.feedback }];
  }
}

/** Decisions to publish what will be drawn from the resources among some items, made before any other. */
function decisionsOn(items: readonly ImportItem[]): readonly ImportItem[] {
  return items.flatMap((item) => {
    if (item.kind !== 'resource' || item.resource.text.includes('illisible')) return [];
    return drawFrom(item.resource).experiences.map(
      ({ draft: { id: experienceId } }): ImportItem => ({
        kind: 'correction',
        correction: {
          experienceId,
          field: 'status',
          value: 'published',
          actor: 'test',
          at: '2000-01-01T00:00:00.000Z',
        },
      }),
    );
  });
}

/** Builds imports, edits and exports over a real store, which read the test's documents. */
export function createImportBench(
  { imports: store, feedback: feedbackStore }: Pick<StoreSubject, 'imports' | 'feedback'>,
  given: Partial<Embedder> = {},
) {
  const embedded: string[] = [];
  const fake = createFakeEmbedder();
  const embedder: Embedder = {
    ...fake,
    embedPassages: (texts) => {
      embedded.push(...texts);
      return fake.embedPassages(texts);
    },
    ...given,
  };
  const drawn: string[] = [];
  const extractor = {
    version: '1',
    async extract(resource: Resource) {
      drawn.push(resource.id);
      return drawFrom(resource);
    },
  };
  const corpus: ExperienceDraft[] = [];
  let items: readonly ImportItem[] = [];
  const reader: ImportReader = {
    async *read() {
      yield* items;
    },
  };
  const dependencies = {
    store,
    feedbackStore,
    embedder,
    gazetteer,
    taxonomy,
    precedents: NO_PRECEDENTS,
    analyse: createTextAnalysis((word) => word),
    hash: (text: string) => createHash('sha256').update(text).digest('hex'),
    now: () => new Date('2024-05-06T07:08:09.010Z'),
    loadDrafts: async () => corpus,
    reader,
    extractor,
  };
  const importDocuments = createImportDocuments(dependencies);
  const importExperiences = createImportExperiences(dependencies);
  const correctExperience = createCorrectExperience(dependencies);
  const deleteExperience = createDeleteExperience(dependencies);
  const readFiche = createReadFiche(store, dependencies.hash);
  const getTerritory = () => {
    throw new Error('no territory is registered here');
  };
  const addExperience = createAddExperience({ ...dependencies, getTerritory });
  const mergeExperiences = createMergeExperiences(dependencies);
  const settleRereading = createSettleRereading(dependencies);
  return {
    corpus,
    embedded,
    /** Ids of the resources from which experiences were extracted, in order. */
    drawn,
    extractor,
    index: (rebuild = false, options: Partial<IndexingOptions> = {}) =>
      importExperiences({ rebuild, onProgress: () => {}, ...options }),
    import(read: readonly ImportItem[], options: Partial<ImportOptions> = {}, path = 'liste.html') {
      items = [...read, ...decisionsOn(read)];
      return importDocuments({ kind: 'path', path }, { ...quiet, ...options });
    },
    /** Imports the items as they come: what it draws from them stays a proposal. */
    propose(read: readonly ImportItem[], options: Partial<ImportOptions> = {}, path = 'liste.html') {
      items = read;
      return importDocuments({ kind: 'path', path }, { ...quiet, ...options });
    },
    upload(read: readonly ImportItem[], actor: string, name: string) {
      items = [...read, ...decisionsOn(read)];
      const origin = {
        kind: 'content',
        name,
        isNamed: true,
        mediaType: null,
        bytes: new Uint8Array(),
      } as const;
      return importDocuments(origin, { ...quiet, actor });
    },
    async export() {
      const records: ExportRecord[] = [];
      for await (const record of createExportRecords(async () => ({
        store,
        feedbackStore,
        end: async () => {},
      }))(quiet.signal))
        records.push(record);
      return records;
    },
    async exportMaterial() {
      const pages: AnnotatedPage[] = [];
      for await (const each of createExportMaterial(store)(quiet.signal)) pages.push(each);
      return pages;
    },
    correct: (
      id: string,
      patch: ExperiencePatch,
      actor: string,
      audience: Audience = 'members',
      options?: CorrectionOptions,
    ) => correctExperience(id, patch, { actor, audience, mayEdit: true }, options),
    delete: (id: string, actor: string, audience: Audience = 'members') =>
      deleteExperience(id, { isErased: false }, { actor, audience, mayEdit: true }),
    erase: (id: string, actor: string, audience: Audience = 'members') =>
      deleteExperience(id, { isErased: true }, { actor, audience, mayEdit: true }),
    add: (resourceId: string, start: number, end: number) =>
      addExperience(
        { resourceId, start, end, territories: [{ name: 'Angers', kind: 'commune', populationCount: null }] },
        EDITOR,
        quiet.signal,
      ),
    contribute: (contribution: Contribution, contributionStore: ContributionStore) =>
      createContribute({ ...dependencies, getTerritory, contributionStore, newSalt: () => '0a1b2c3d' })(
        contribution,
        quiet.signal,
      ),
    merge: (id: string, into: string, fields: readonly MergedField[]) =>
      mergeExperiences({ id, into, fields }, EDITOR),
    review: (reviewStore: ReviewStore) =>
      createReviewProposals({
        ...dependencies,
        reviewStore,
        sourceChecks: { listTroubled: async () => [] },
        readFiche,
      }),
    settle: (id: string, reading: string, fields: readonly TakenField[] = []) =>
      settleRereading({ id, fields, reading }, EDITOR, quiet.signal),
    readFiche: (id: string, audience: Audience = 'members') => readFiche(id, { audience, mayEdit: true }),
  };
}

export type ImportBench = ReturnType<typeof createImportBench>;

const TABLES = ['experiences', 'resources', 'corrections', 'audit_entries', 'index_state', 'feedback'];

export async function emptyStore(subject: StoreSubject): Promise<void> {
  await subject.writer.startWith(newRecipe());
  await subject.query(TABLES.map((table) => `delete from ${table}`).join('; '));
}

/** Starts a service whose index was built with these fiches, and that knows nothing else. */
export async function startBench(
  subject: StoreSubject,
  ...corpus: readonly ExperienceDraft[]
): Promise<ImportBench> {
  await emptyStore(subject);
  const bench = createImportBench(subject);
  bench.corpus.push(...corpus);
  await bench.index();
  return bench;
}

export async function idsSeen(subject: StoreSubject, audience: Audience = 'members') {
  const request = { filter: {}, concepts: null, sort: 'year', after: null, limit: 100 } as const;
  return (await subject.search(request, audience)).items.map(({ id }) => id).sort();
}
