import { beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '../../src/domain/resource/resource.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import { draft, type ImportBench, resourceItem, startBench } from './import-bench.ts';
import { resource } from './resource-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** Returns a resource as the reader gives it: its id comes from its title. */
const minutes = (given: Partial<Resource>): Resource =>
  resource({
    id: 'compte-rendu',
    title: 'Compte rendu',
    date: null,
    text: 'cas: Une épicerie ouvre.',
    ...given,
  });
const listedIn = (origin: string) => ({ listing: { rubric: null, origin } });
const listing = (origin: string, ...resources: readonly Resource[]): readonly ImportItem[] => [
  ...resources.map(resourceItem),
  { kind: 'end-of-listing', origin },
];

export function describeIdentity(subject: StoreSubject): void {
  let bench: ImportBench;
  const summaryOf = async (id: string) => (await subject.store.findById(id, 'members'))?.summary ?? null;
  const storedIds = async () => [...(await subject.imports.loadState()).experiences.keys()].sort();

  describe('resources of the same title', () => {
    beforeEach(async () => {
      bench = await startBench(subject);
    });

    it('in two listings stay separate, each with its corrections', async () => {
      const first = minutes({ ...listedIn('a.html'), url: 'https://a.fr/1' });
      const second = minutes({ ...listedIn('b.txt'), text: 'cas: Une ferme vend ses légumes.' });
      await bench.import(listing('a.html', first));
      await bench.correct('compte-rendu-cas', { title: 'Corrigé', status: 'set-aside' }, 'cle');

      const report = await bench.import(listing('b.txt', second));
      expect(report.resources).toEqual({ added: 1, changed: 0, unchanged: 0, gone: 0 });
      const [note] = report.notes;
      expect(note).toMatchObject({ code: 'resource-id-shared' });
      const other = (await storedIds()).find((id) => id !== 'compte-rendu-cas') ?? '';
      expect(other).toBe(`${note?.resourceId}-cas`);
      await bench.correct(other, { status: 'published' }, 'cle');
      expect(await summaryOf(other)).toBe('Une ferme vend ses légumes.');
      expect((await subject.store.findById(other, 'public'))?.title).not.toBe('Corrigé');
      expect(await bench.readFiche('compte-rendu-cas')).toMatchObject({
        status: 'set-aside',
        goneSince: null,
        experience: { title: 'Corrigé', summary: 'Une épicerie ouvre.' },
      });

      for (const [origin, same] of [
        ['b.txt', second],
        ['a.html', first],
      ] as const) {
        expect(await bench.import(listing(origin, same))).toMatchObject({
          resources: { added: 0, changed: 0, unchanged: 1, gone: 0 },
          changes: [],
          notes: [],
        });
      }
    });

    it('in one page keep their corrections when the page is reordered', async () => {
      const [january, february] = [
        minutes({ url: 'https://a.fr/janvier', text: 'cas: Une épicerie ouvre.' }),
        minutes({ url: 'https://a.fr/fevrier', text: 'cas: Une ferme ouvre.' }),
      ];
      const read = (one: Resource, two: Resource) =>
        listing('liste.html', one, { ...two, id: 'compte-rendu-2' });
      await bench.import(read(january, february));
      await bench.correct('compte-rendu-2-cas', { status: 'set-aside' }, 'cle');
      // The second comes first, with another text: the reader gives it the id of the other.
      const report = await bench.import(read({ ...february, text: 'cas: Une ferme embauche.' }, january));
      expect(report.resources).toEqual({ added: 0, changed: 1, unchanged: 1, gone: 0 });
      expect(await summaryOf('compte-rendu-cas')).toBe('Une épicerie ouvre.');
      expect(await bench.readFiche('compte-rendu-2-cas')).toMatchObject({
        status: 'set-aside',
        experience: { summary: 'Une ferme embauche.' },
      });
    });

    it('are one resource when the page is read as a text, then by its address', async () => {
      const title = 'L’épicerie - conférence en ligne mai 2023';
      const seen = { id: 'l-epicerie', title };
      await bench.import(listing('page.txt', minutes({ ...seen, ...listedIn('page.txt'), date: '2023-05' })));
      await bench.correct('l-epicerie-cas', { title: 'Corrigé' }, 'cle');
      const online = minutes({
        ...seen,
        ...listedIn('https://a.fr/liste'),
        title: "L'épicerie – conférence en ligne mai 2023",
        url: 'https://a.fr/epicerie',
        date: '2024-01-31',
        text: 'cas: Une épicerie ouvre. Elle embauche.',
      });
      const report = await bench.import(listing('https://a.fr/liste', online));
      expect(report.resources).toEqual({ added: 0, changed: 1, unchanged: 0, gone: 0 });
      expect((await bench.readFiche('l-epicerie-cas')).experience).toMatchObject({
        title: 'Corrigé',
        summary: 'Une épicerie ouvre.',
      });
      // Its title changes on the site; its address identifies it.
      const renamed = { ...online, id: 'une-epicerie', title: 'Une épicerie' };
      expect((await bench.import(listing('https://a.fr/liste', renamed))).resources).toMatchObject({
        added: 0,
        gone: 0,
      });
      expect(await storedIds()).toEqual(['l-epicerie-cas']);
    });

    it('from two senders with one file name stay separate, and do not mark each other as gone', async () => {
      const one = minutes({});
      const two = minutes({ text: 'cas: Une ferme ouvre.' });
      const end: ImportItem = { kind: 'end-of-listing', origin: 'liste.html' };
      await bench.upload([resourceItem(one), end], 'ess_a', 'liste.html');
      const report = await bench.upload([resourceItem(two), end], 'ess_b', 'liste.html');
      expect(report.resources).toEqual({ added: 1, changed: 0, unchanged: 0, gone: 0 });
      expect(await summaryOf('compte-rendu-cas')).toBe('Une épicerie ouvre.');
      // A sender still marks what is missing from its own file.
      const other = resourceItem(minutes({ id: 'autre', title: 'Autre' }));
      expect((await bench.upload([other, end], 'ess_a', 'liste.html')).resources).toMatchObject({
        added: 1,
        gone: 1,
      });
      expect((await bench.readFiche('compte-rendu-cas')).goneSince).not.toBeNull();
    });

    it('in an export stay separate from stored ones, with their corrections', async () => {
      await bench.import(listing('a.html', minutes({ ...listedIn('a.html'), url: 'https://a.fr/1' })));
      const exported = minutes({
        ...listedIn('b.html'),
        url: 'https://b.fr/1',
        text: 'cas: Une ferme ouvre.',
      });
      const items: readonly ImportItem[] = [
        {
          kind: 'correction',
          correction: {
            experienceId: 'compte-rendu-cas',
            field: 'title',
            value: 'Corrigé ailleurs',
            actor: 'cle',
            at: '2024-01-01T00:00:00.000Z',
          },
        },
        { kind: 'exported-resource', resource: exported, goneSince: null },
        {
          kind: 'experience',
          draft: draft({ id: 'compte-rendu-cas', summary: 'Une ferme ouvre.' }),
          resourceId: 'compte-rendu',
          evidence: [],
          confidence: null,
          status: 'published',
          byHand: false,
          rereading: null,
          saysAccess: true,
          origin: 'resource',
        },
      ];
      await bench.import(items, {}, 'export.ndjson');
      const other = (await storedIds()).find((id) => id !== 'compte-rendu-cas') ?? '';
      expect(other).toMatch(/^compte-rendu-[0-9a-f]{8}-cas$/);
      expect((await bench.readFiche(other)).experience).toMatchObject({
        title: 'Corrigé ailleurs',
        summary: 'Une ferme ouvre.',
      });
      expect((await bench.readFiche('compte-rendu-cas')).experience).toMatchObject({
        title: 'Titre compte-rendu-cas',
        summary: 'Une épicerie ouvre.',
      });
      expect(await bench.import(items, {}, 'export.ndjson')).toMatchObject({ changes: [], corrections: 0 });
    });

    it('become members-only when the reader gives one again as such', async () => {
      const open = minutes({});
      await bench.import(listing('liste.html', open, { ...open, access: 'members' }));
      expect(await subject.store.findById('compte-rendu-cas', 'public')).toBeNull();
      expect(await summaryOf('compte-rendu-cas')).toBe('Une épicerie ouvre.');
    });
  });
}
