import { beforeEach, describe, expect, it } from 'vitest';
import { experience, indexed, newRecipe, territory } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const LANGRES = territory({ name: 'Langres', kind: 'commune', code: '52269' });
const HAUTE_MARNE = territory({ name: 'Haute-Marne', kind: 'departement', code: '52' });
const PAYS_DE_LA_LOIRE = territory({ name: 'Pays de la Loire', kind: 'region', code: '52' });
const PETR = territory({ name: 'PETR', kind: 'pays', code: null });

export function describePlaces(subject: StoreSubject): void {
  describe('places of experiences', () => {
    const save = (...documents: readonly Parameters<typeof experience>[0][]) =>
      subject.writer.save(...documents.map((document) => indexed(experience(document))));
    const placesOf = async (...given: Parameters<StoreSubject['store']['listPlaces']>) => {
      const { places } = await subject.store.listPlaces(...given);
      return Object.fromEntries([...places].map(([code, named]) => [code, named.map(({ id }) => id)]));
    };

    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('are the codes of one kind, each with its experiences, most recent year first, then by id', async () => {
      await save({ id: 'b', territories: [LANGRES, HAUTE_MARNE], year: 2019, title: 'Le titre' });
      await save({ id: 'c', territories: [LANGRES, PETR], year: null });
      await save(
        { id: 'd', territories: [LANGRES], year: 2021 },
        { id: 'a', territories: [LANGRES], year: 2019 },
      );
      await save({ id: 'e', territories: [PAYS_DE_LA_LOIRE] }, { id: 'f', territories: [] });
      expect(await placesOf('commune', 'public')).toEqual({ 52269: ['d', 'a', 'b', 'c'] });
      expect(await placesOf('departement', 'public')).toEqual({ 52: ['b'] });
      expect(await placesOf('region', 'public')).toEqual({ 52: ['e'] });
      expect(await placesOf('pays', 'public')).toEqual({});
      const { version, places } = await subject.store.listPlaces('departement', 'public');
      expect(version).toBe(await subject.store.currentVersion('public'));
      expect(places.get('52')).toEqual([{ id: 'b', title: 'Le titre' }]);
    });

    it('leave out those of members for the public, and hidden ones for all', async () => {
      await save({ id: 'closed', territories: [LANGRES], access: 'members' });
      await subject.save({ id: 'hidden', territories: [HAUTE_MARNE] }, { status: 'set-aside' });
      expect(await placesOf('commune', 'public')).toEqual({});
      expect(await placesOf('commune', 'members')).toEqual({ 52269: ['closed'] });
      expect(await placesOf('departement', 'members')).toEqual({});
    });
  });
}
