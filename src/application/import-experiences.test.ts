import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeEmbedder } from '../../test/fakes/fake-embedder.ts';
import { isDomainError } from '../domain/errors.ts';
import type { ExperienceDraft } from '../domain/experience/experience.ts';
import { createTextAnalysis } from '../domain/text/terms.ts';
import type { IndexedExperience, IndexRecipe } from '../ports/experience-store.ts';
import type { Gazetteer } from '../ports/gazetteer.ts';
import { createImportExperiences, type ImportDependencies } from './import-experiences.ts';

/** Keeps what a real store keeps, and can be told to fail at a given write. */
function createMemoryStore() {
  const state = {
    recipe: null as IndexRecipe | null,
    experiences: new Map<string, IndexedExperience>(),
    publications: 0,
    savesBeforeCrash: Number.POSITIVE_INFINITY,
  };
  const store: ImportDependencies['store'] = {
    loadRecipe: async () => state.recipe,
    saveRecipe: async (recipe) => {
      state.recipe = recipe;
      state.experiences.clear();
    },
    listContentHashes: async () =>
      new Map([...state.experiences].map(([id, { contentHash }]) => [id, contentHash])),
    save: async (indexed) => {
      if (state.savesBeforeCrash <= 0) throw new Error('crash');
      state.savesBeforeCrash -= 1;
      state.experiences.set(indexed.experience.id, indexed);
    },
    remove: async (ids) => {
      for (const id of ids) state.experiences.delete(id);
    },
    publish: async () => {
      state.publications += 1;
    },
  };
  return { state, store };
}

function draft(id: string, overrides: Partial<ExperienceDraft> = {}): ExperienceDraft {
  return {
    id,
    title: `Titre ${id}`,
    summary: `La commune aide ${id}. Les habitants gèrent.`,
    territories: [{ name: 'Rennes', kind: 'commune', code: '35238', populationCount: null }],
    setting: 'urban',
    year: 2020,
    themes: ['alimentation'],
    levers: [],
    actors: [],
    figures: [],
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

let memory: ReturnType<typeof createMemoryStore>;
let drafts: ExperienceDraft[];

function importWith(overrides: Partial<ImportDependencies> = {}) {
  return createImportExperiences({
    source: { load: async () => drafts },
    store: memory.store,
    embedder: createFakeEmbedder(),
    gazetteer,
    taxonomy: { levers: [], themes: [{ id: 'alimentation', label: 'Alimentation', cues: [] }], hash: 't' },
    analyse: createTextAnalysis((word) => word),
    hash: (text) => text,
    ...overrides,
  });
}

const quietly = { rebuild: false, onProgress: () => {} };

beforeEach(() => {
  memory = createMemoryStore();
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
    expect(memory.state.publications).toBe(2);
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

  it('goes on after an interruption and gives the same index as an undisturbed import', async () => {
    await importWith()(quietly);
    const undisturbed = structuredClone(memory.state.experiences);

    memory = createMemoryStore();
    memory.state.savesBeforeCrash = 1;
    await expect(importWith()(quietly)).rejects.toThrow('crash');
    expect(memory.state.publications).toBe(0);
    memory.state.savesBeforeCrash = Number.POSITIVE_INFINITY;
    expect(await importWith()(quietly)).toMatchObject({ indexed: 2, unchanged: 1 });
    expect(memory.state.experiences).toEqual(undisturbed);
  });

  it('takes the word statistics from public experiences only', async () => {
    await importWith()(quietly);
    const words = memory.state.recipe?.statistics;
    expect(words?.documentCount).toBe(2);
    expect(words?.documentFrequencies.has('canari')).toBe(false);
  });

  it('keeps the statistics when an experience is added, so that no other score changes', async () => {
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

  it('is refused, with what to do, and nothing is lost', async () => {
    await importWith()(quietly);
    const failure = await importWith(other())(quietly).catch((error: unknown) => error);
    expect(isDomainError(failure, 'model-mismatch')).toBe(true);
    expect(String(failure)).toContain('essaimage reindex');
    expect(memory.state.experiences.size).toBe(3);
  });

  it('builds everything again on demand', async () => {
    await importWith()(quietly);
    const report = await importWith(other())({ ...quietly, rebuild: true });
    expect(report.indexed).toBe(3);
    expect(memory.state.recipe?.modelId).toBe('other@2');
  });
});
