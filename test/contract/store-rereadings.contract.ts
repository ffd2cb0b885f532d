import { beforeEach, describe, expect, it } from 'vitest';
import { createDrizzleReviewStore } from '../../src/adapters/store/drizzle-review-store.ts';
import type { TakenField } from '../../src/domain/experience/fields.ts';
import type { ReviewList } from '../../src/domain/experience/status.ts';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { Resource } from '../../src/domain/resource/resource.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import {
  draft,
  EDITOR,
  fileItem,
  type ImportBench,
  idsSeen,
  resourceItem,
  startBench,
  toItem,
} from './import-bench.ts';
import { resource } from './resource-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const TEXT = 'epicerie: Une épicerie ouvre.\nlocal: Un local est prêté.';
const pageOf = (text: string, more: Partial<Resource> = {}): readonly ImportItem[] => [
  resourceItem(resource({ id: 'page', text, ...more })),
];
const MEMBERS = { access: 'members' } as const;
const correction = (experienceId: string, field: string, value: unknown): ImportItem => ({
  kind: 'correction',
  correction: { experienceId, field, value, actor: 'cle', at: '2024-05-06T07:08:10.000Z' },
});

export function describeRereadings(subject: StoreSubject): void {
  describe('a published fiche whose source is read again', () => {
    let bench: ImportBench;
    const review = () => bench.review(createDrizzleReviewStore(subject.connection));
    const reread = async (id = 'page-local') => (await review().read(id, EDITOR)).rereading;
    const listed = async (list: ReviewList) =>
      (await review().list({ list, resourceId: null, after: null, limit: 100 })).proposals.map(
        ({ experience: { id } }) => id,
      );
    const publicOf = (id: string) => subject.store.findById(id, 'public');
    const shown = async () => (await publicOf('page-local'))?.summary;
    const settle = async (...fields: readonly TakenField[]) =>
      bench.settle('page-local', (await reread())?.version ?? '', fields);

    beforeEach(async () => {
      bench = await startBench(subject, draft({ id: 'c1' }));
      await bench.propose(pageOf(TEXT));
      await bench.correct('page-local', { status: 'published', year: 2021 }, 'cle');
    });

    it('stays when the source no longer tells it, until a person sets it aside', async () => {
      const closed = pageOf('travaux: Le site est fermé pour travaux.');
      expect(await bench.propose(closed)).toMatchObject({
        experiences: { untold: 1, changed: 0, removed: 1 },
      });
      expect(await shown()).toBe('Un local est prêté.');
      expect(await reread()).toMatchObject({ isGone: true, differences: [] });
      expect([await listed('gone'), await listed('changed')]).toEqual([['page-local'], []]);
      expect(await listed('proposed')).toEqual(['page-travaux']);
      await settle();
      await bench.propose(closed);
      expect(await listed('gone')).toEqual([]);
      await bench.propose(pageOf(TEXT));
      await bench.propose(closed);
      expect(await listed('gone')).toEqual(['page-local']);
    });

    it('stays when the same address tells another story, which is shown beside it', async () => {
      const other = pageOf('local: La piscine est rénovée.');
      expect(await bench.propose(other)).toMatchObject({ experiences: { reread: 1, changed: 0 } });
      expect(await shown()).toBe('Un local est prêté.');
      expect((await reread())?.differences).toEqual([
        { field: 'summary', before: 'Un local est prêté.', after: 'La piscine est rénovée.' },
      ]);
      expect(await listed('changed')).toEqual(['page-local']);
      expect((await bench.propose(other)).changes).toEqual([]);
    });

    it('stays when another version of the service reads the same page otherwise', async () => {
      bench.extractor.version = '2';
      bench.extractor.extract = async (read) => ({ resource: read, experiences: [], dropped: [], notes: [] });
      expect(await bench.propose(pageOf(TEXT))).toMatchObject({ experiences: { removed: 1 } });
      await bench.index(true);
      expect(await idsSeen(subject)).toEqual(['c1', 'page-local']);
    });

    it('takes the chosen fields with their proofs, and keeps the others', async () => {
      const read = (year: number, summary: string) => {
        const page = pageOf(`local: ${summary}`);
        const evidence = [{ pointer: '/summary', start: 0, end: 7 + summary.length, confidence: 1 }];
        const experiences = [
          { draft: draft({ id: 'page-local', title: 'Titre', year, summary }), evidence, confidence: 1 },
        ];
        bench.extractor.version += '+';
        bench.extractor.extract = async (given) => ({ resource: given, experiences, dropped: [], notes: [] });
        return bench.propose(page);
      };
      await read(2019, 'Deux locaux.');
      expect((await reread())?.differences.map(({ field }) => field)).toEqual(['title', 'summary', 'year']);
      await settle('summary', 'year');
      expect(await publicOf('page-local')).toMatchObject({
        title: 'Titre page-local',
        summary: 'Deux locaux.',
        year: 2019,
      });
      const { evidence, audit } = await bench.readFiche('page-local');
      expect(evidence).toMatchObject([{ pointer: '/summary', start: 0, end: 19 }]);
      expect(audit.at(-1)).toMatchObject({
        action: 'correct',
        before: { year: 2021 },
        after: { summary: 'Deux locaux.' },
      });
      await read(2019, 'Deux locaux.');
      expect([await reread(), await listed('changed')]).toEqual([null, []]);
      // The first words of the source differ from those decided.
      await read(2020, 'Un local est prêté.');
      expect((await reread())?.differences.map(({ field }) => field)).toEqual(['summary', 'year']);
    });

    it('asks once for a decision, on the reading that was shown', async () => {
      await bench.propose(pageOf('local: Un grand local est prêté.'));
      const old = (await reread())?.version ?? '';
      // An unreadable page says nothing of it, and a correction decides of nothing else.
      await bench.propose(pageOf('illisible'));
      await bench.correct('page-local', { title: 'Un local' }, 'cle');
      expect(await listed('changed')).toEqual(['page-local']);
      await bench.propose(pageOf('local: Deux locaux sont prêtés.'));
      await expect(bench.settle('page-local', old)).rejects.toMatchObject({ code: 'changed-meanwhile' });
      await settle();
      await expect(bench.settle('page-local', old)).rejects.toMatchObject({ code: 'changed-meanwhile' });
      bench.extractor.version = '2';
      expect((await bench.propose(pageOf('local: Deux locaux sont prêtés.'))).changes).toEqual([]);
      await bench.index(true);
      expect([await reread(), await shown()]).toEqual([null, 'Un local est prêté.']);
    });

    it('closes with its source, and never opens with it, nor what was written meanwhile', async () => {
      const id = await bench.add('page', TEXT.indexOf('local'), TEXT.length);
      await bench.correct(id, { status: 'published' }, 'cle');
      await bench.propose(pageOf(TEXT, MEMBERS));
      expect([await publicOf('page-local'), await publicOf(id), await listed('changed')]).toEqual([
        null,
        null,
        [],
      ]);
      await bench.correct('page-local', { summary: 'Canari des membres.' }, 'cle');
      await bench.propose(pageOf(TEXT));
      expect([await publicOf('page-local'), await publicOf(id)]).toEqual([null, null]);
      expect((await reread())?.differences).toEqual([
        { field: 'access', before: 'members', after: 'public' },
      ]);
      await settle();
      expect(await publicOf('page-local')).toBeNull();
    });

    it('closes and keeps true proofs when a restored export changes its source without telling it', async () => {
      const text = `Le canari des membres.\n${TEXT}`;
      const given = resource({ id: 'page', text, ...MEMBERS });
      await bench.propose([{ kind: 'exported-resource', resource: given, goneSince: null }]);
      expect(await publicOf('page-local')).toBeNull();
      const { evidence, resource: source } = await bench.readFiche('page-local');
      expect(evidence.map(({ start, end }) => source?.text.slice(start, end))).toEqual([
        'local: Un local est prêté.',
      ]);
    });

    it('keeps the proofs that the source still says, at their new places', async () => {
      await bench.propose(pageOf(`bonjour: On lit ici.\n${TEXT}`));
      const { evidence, resource: source } = await bench.readFiche('page-local');
      expect(evidence.map(({ start, end }) => source?.text.slice(start, end))).toEqual([
        'local: Un local est prêté.',
      ]);
      await bench.propose(pageOf('bonjour: On lit ici.'));
      expect((await bench.readFiche('page-local')).evidence).toEqual([]);
    });

    it('goes when a correction deletes it, and leaves nothing where its page is erased', async () => {
      await bench.propose(pageOf('epicerie: Mme Canari ouvre.\nlocal: Mme Canari prête.'));
      await bench.erase('page-epicerie', 'cle');
      expect(JSON.stringify(await subject.query('select * from experiences'))).not.toContain('Canari');
      await bench.propose([...pageOf(TEXT), correction('page-local', 'deleted', true)]);
      expect(await publicOf('page-local')).toBeNull();
    });

    it('is left by a person’s proposal that an import may not publish', async () => {
      const id = await bench.add('page', 0, TEXT.indexOf('\n'));
      await bench.propose(pageOf(TEXT), { policy: { ...STRICT_POLICY, publishAbove: 0 } });
      expect((await bench.readFiche(id)).status).toBe('proposed');
    });

    it('is left by imports that propose: files, exports, and their corrections', async () => {
      const policy = { ...STRICT_POLICY, publishFiches: false };
      await bench.import([fileItem(draft({ id: 'f1' }))], {}, 'fiches.csv');
      const files = ['c1', 'f1', 'f2'].map((id) => fileItem(draft({ id, year: 1999 })));
      const report = await bench.propose(files, { policy }, 'fiches.csv');
      expect(report).toMatchObject({
        proposed: 1,
        experiences: { reread: 1 },
        notes: [{ code: 'id-taken' }],
      });
      expect([(await publicOf('c1'))?.year, (await publicOf('f1'))?.year, await publicOf('f2')]).toEqual([
        2020,
        2020,
        null,
      ]);
      expect((await reread('f1'))?.differences).toEqual([{ field: 'year', before: 2020, after: 1999 }]);
      const records = (await bench.export()).flatMap(toItem);
      const decisions = [
        correction('page-local', 'summary', 'Autre.'),
        correction('page-epicerie', 'status', 'published'),
      ];
      const exported = await bench.propose([...records, ...decisions], { policy });
      expect(exported).toMatchObject({
        corrections: 0,
        notes: expect.arrayContaining([expect.objectContaining({ code: 'corrections-left' })]),
      });
      expect(await idsSeen(subject)).toEqual(['c1', 'f1', 'page-local']);
      expect(await shown()).toBe('Un local est prêté.');
    });

    it('closes, from a file too, and is refused to who saw it otherwise', async () => {
      const policy = { ...STRICT_POLICY, publishFiches: false };
      await bench.import([fileItem(draft({ id: 'f1' }))], {}, 'fiches.csv');
      await bench.propose([fileItem(draft({ id: 'f1', access: 'members', year: 1999 }))], { policy });
      expect(await publicOf('f1')).toBeNull();
      const { version = '' } = (await reread('f1')) ?? {};
      await bench.correct('f1', { title: 'Entre-temps' }, 'autre');
      const settled = bench.settle('f1', version, ['year']);
      await expect(settled).rejects.toMatchObject({ code: 'changed-meanwhile' });
      await bench.settle('f1', (await reread('f1'))?.version ?? '', ['year']);
      expect((await bench.readFiche('f1')).experience).toMatchObject({ access: 'members', year: 1999 });
    });

    it('has a territory', async () => {
      const bare = fileItem(draft({ id: 'nulle-part', territories: [] }));
      await bench.import([bare, correction('nulle-part', 'status', 'published')], {}, 'fiches.json');
      expect((await bench.readFiche('nulle-part')).status).toBe('proposed');
      for (const [id, patch] of [
        ['nulle-part', { status: 'published' }],
        ['c1', { territories: [] }],
      ] as const)
        await expect(bench.correct(id, patch, 'cle')).rejects.toMatchObject({ code: 'territory-missing' });
      const merge = bench.merge('nulle-part', 'c1', ['territories']);
      await expect(merge).rejects.toMatchObject({ code: 'merge-refused' });
      await bench.import([fileItem(draft({ id: 'nulle-part' }))], {}, 'fiches.json');
      expect((await bench.readFiche('nulle-part')).status).toBe('published');
    });
  });
}
