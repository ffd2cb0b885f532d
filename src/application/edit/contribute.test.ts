import { expect, it } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { createMemoryImportStore } from '../../../test/fakes/memory-import-store.ts';
import { createTextAnalysis } from '../../domain/text/terms.ts';
import { type Contribution, createContribute } from './contribute.ts';

const GIVEN: Contribution = {
  title: 'Un four à pain pour le village',
  story: 'La commune remet en route son four.',
  territory: { name: 'Pays de l’Exemple', kind: 'pays', populationCount: null },
  year: null,
  themes: [],
  levers: [],
  source: null,
  contact: 'agent@exemple.fr',
};

/** A service whose store has no index yet, so that no experience can be written. */
function openService(waiting: readonly string[]) {
  const places = new Set(waiting);
  const contribute = createContribute({
    store: createMemoryImportStore().store,
    contributionStore: {
      async add({ experienceId }, limit) {
        if (places.size >= limit) return false;
        places.add(experienceId);
        return true;
      },
      remove: async (experienceId) => void places.delete(experienceId),
      removeBefore: async () => 0,
    },
    embedder: createFakeEmbedder(),
    gazetteer: { findByCode: () => [], search: () => [], findNearest: () => [] },
    getTerritory: () => expect.unreachable(),
    taxonomy: { levers: [], themes: [], hash: '' },
    analyse: createTextAnalysis((word) => word),
    hash: (text) => text,
    now: () => new Date('2026-01-15T09:30:00Z'),
    newSalt: () => '0a1b2c3d',
  });
  return { places, contribute: () => contribute(GIVEN, new AbortController().signal) };
}

it('takes no more contributions than people can read', async () => {
  const { contribute, places } = openService(Array.from({ length: 200 }, (_, index) => `e-${index}`));
  await expect(contribute()).rejects.toMatchObject({ code: 'contributions-full', details: { waiting: 200 } });
  expect(places.size).toBe(200);
});

it('frees its place, with the contact, when the experience cannot be written', async () => {
  const { contribute, places } = openService([]);
  await expect(contribute()).rejects.toMatchObject({ code: 'index-not-ready' });
  expect([...places]).toEqual([]);
});
