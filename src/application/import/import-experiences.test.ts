import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { createMemoryImportStore } from '../../../test/fakes/memory-import-store.ts';
import { isDomainError } from '../../domain/errors.ts';
import { type ExperienceDraft, NOTHING_KNOWN } from '../../domain/experience/experience.ts';
import { createTextAnalysis } from '../../domain/text/terms.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import { createImportExperiences, type IndexingDependencies } from './import-experiences.ts';

function draft(id: string, overrides: Partial<ExperienceDraft> = {}): ExperienceDraft {
  return {
    ...NOTHING_KNOWN,
    id,
    title: `Titre ${id}`,
    summary: `La commune aide ${id}. Les habitants gèrent.`,
    territories: [{ name: 'Rennes', kind: 'commune', code: '35238', populationCount: null }],
    setting: 'urban',
    year: 2020,
    themes: ['alimentation'],
    source: { title: 'S', url: 'https://example.org/', publisher: 'P', date: null },
    access: 'public',
    ...overrides,
  };
}

const gazetteer: Gazetteer = {
  findByCode: (code) =>
    code === '35238'
      ? [
          {
            code,
            siren: null,
            kind: 'commune',
            name: 'Rennes',
            populationCount: 230_000,
            department: { code: '35', name: 'Ille-et-Vilaine' },
            region: { code: '53', name: 'Bretagne' },
            postalCodes: [],
            epciForm: 'METRO',
            epci: null,
          },
        ]
      : [],
  search: () => [],
  findNearest: () => [],
};

let memory: ReturnType<typeof createMemoryImportStore>;
let drafts: ExperienceDraft[];

function importWith(overrides: Partial<IndexingDependencies> = {}) {
  return createImportExperiences({
    loadDrafts: async () => drafts,
    store: memory.store,
    embedder: createFakeEmbedder(),
    gazetteer,
    taxonomy: {
      levers: [],
      themes: [{ id: 'alimentation', label: 'Alimentation', cues: [], otherSenses: [] }],
      hash: 't',
    },
    analyse: createTextAnalysis((word) => word),
    hash: (text) => text,
    now: () => new Date('2024-01-01'),
    ...overrides,
  });
}

const quietly = { rebuild: false, onProgress: () => {} };

beforeEach(() => {
  memory = createMemoryImportStore();
  drafts = [draft('a'), draft('b'), draft('c', { access: 'members', summary: 'Secret canari.' })];
});

describe('importing the corpus', () => {
  it('indexes everything once, with progress, then nothing', async () => {
    const progress: number[] = [];
    const run = importWith();
    const report = await run({
      rebuild: false,
      onProgress: ({ done, total }) => progress.push(done / total),
    });
    expect(report).toEqual({ total: 3, indexed: 3, unchanged: 0, removed: 0 });
    expect(progress).toEqual([1 / 3, 2 / 3, 1]);
    expect(await run(quietly)).toEqual({ total: 3, indexed: 0, unchanged: 3, removed: 0 });
    expect(memory.state.revision).toBe(1);
  });

  it('completes territories from the register', async () => {
    await importWith()(quietly);
    expect(memory.state.experiences.get('a')?.experience.territories[0]).toMatchObject({
      populationCount: 230_000,
      department: { code: '35' },
      region: { code: '53' },
    });
  });

  it('updates only what changed and removes what is gone', async () => {
    await importWith()(quietly);
    drafts = [draft('a'), draft('b', { title: 'Nouveau titre' }), draft('d')];
    expect(await importWith()(quietly)).toEqual({ total: 3, indexed: 2, unchanged: 1, removed: 1 });
    expect([...memory.state.experiences.keys()].sort()).toEqual(['a', 'b', 'd']);
    expect(memory.state.experiences.get('b')?.experience.title).toBe('Nouveau titre');
  });

  it('resumes after an interruption and gives the same index as an undisturbed import', async () => {
    await importWith()(quietly);
    const undisturbed = structuredClone(memory.state.experiences);

    memory = createMemoryImportStore();
    memory.state.stagesBeforeCrash = 1;
    await expect(importWith()(quietly)).rejects.toThrow('crash');
    expect(memory.state.revision).toBe(0);
    memory.state.stagesBeforeCrash = Number.POSITIVE_INFINITY;
    expect(await importWith()(quietly)).toMatchObject({ indexed: 2, unchanged: 1 });
    expect(memory.state.experiences).toEqual(undisturbed);
  });

  it('removes only fiches of the corpus, and keeps the imports that replaced some', async () => {
    await importWith()(quietly);
    const [imported] = [...memory.state.experiences.values()];
    if (imported === undefined) throw new Error('something was imported');
    memory.state.experiences.set('a', { ...imported, origin: 'file', contentHash: 'of a file' });
    memory.state.experiences.set('z', { ...imported, origin: 'file' });
    drafts = [draft('a', { title: 'Du corpus' }), draft('b')];
    expect(await importWith()(quietly)).toMatchObject({ indexed: 0, removed: 1 });
    expect([...memory.state.experiences.keys()].sort()).toEqual(['a', 'b', 'z']);
    expect(memory.state.experiences.get('a')?.contentHash).toBe('of a file');
  });

  it('keeps what it has when the corpus was emptied, unless asked to remove it', async () => {
    await importWith()(quietly);
    drafts = [];
    const failure: unknown = await importWith()(quietly).catch((error: unknown) => error);
    expect(failure).toSatisfy((error) => isDomainError(error, 'corpus-invalid'));
    expect(String(failure)).toContain('alors que 3 en viennent');
    await expect(importWith()({ ...quietly, rebuild: true })).rejects.toSatisfy((error) =>
      isDomainError(error, 'corpus-invalid'),
    );
    expect(memory.state.experiences.size).toBe(3);
    expect(await importWith()({ ...quietly, allowEmpty: true })).toMatchObject({ removed: 3 });
    expect(memory.state.experiences.size).toBe(0);
    expect(await importWith()(quietly)).toMatchObject({ total: 0 });
  });

  it('writes nothing for a command that reads, unless there is no index yet', async () => {
    const reading = { ...quietly, onlyMissing: true };
    expect(await importWith()(reading)).toMatchObject({ indexed: 3 });
    const { revision } = memory.state;
    drafts = [draft('a', { title: 'Nouveau titre' })];
    await importWith()(reading);
    drafts = [];
    await importWith()(reading);
    expect(memory.state).toMatchObject({ revision });
    expect(memory.state.experiences.get('a')?.experience.title).toBe('Titre a');
  });

  it('embeds only the passages that changed', async () => {
    await importWith()(quietly);
    const asked: string[] = [];
    const embedder = createFakeEmbedder();
    drafts[0] = draft('a', { summary: 'La commune aide a. Une phrase neuve.' });
    await importWith({
      embedder: {
        ...embedder,
        embedPassages: (texts) => {
          asked.push(...texts);
          return embedder.embedPassages(texts);
        },
      },
    })(quietly);
    expect(asked).toEqual([expect.stringContaining('Titre a.'), 'Une phrase neuve.']);
  });

  it('keeps the recipe and the weights of others when an experience is added', async () => {
    await importWith()(quietly);
    const before = memory.state.recipe;
    const lexical = memory.state.experiences.get('a')?.lexical;
    drafts.push(draft('d', { summary: 'Tout autre chose.' }));
    await importWith()(quietly);
    expect(memory.state.recipe).toBe(before);
    expect(memory.state.experiences.get('a')?.lexical).toBe(lexical);
  });
});

describe('another model', () => {
  const other = () => ({ embedder: { ...createFakeEmbedder(), modelId: 'other@2' } });

  it('is refused with a remedy, and nothing is lost', async () => {
    await importWith()(quietly);
    const failure = await importWith(other())(quietly).catch((error: unknown) => error);
    expect(isDomainError(failure, 'model-mismatch')).toBe(true);
    expect(String(failure)).toContain('essaimage reindex');
    expect(memory.state.experiences.size).toBe(3);
  });

  it('rebuilds everything on demand', async () => {
    await importWith()(quietly);
    const report = await importWith(other())({ ...quietly, rebuild: true });
    expect(report.indexed).toBe(3);
    expect(memory.state.recipe?.modelId).toBe('other@2');
  });
});
