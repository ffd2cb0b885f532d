import { beforeEach, describe, expect, it } from 'vitest';
import {
  createDrizzleReviewStore,
  createDrizzleSourceCheckStore,
} from '../../src/adapters/store/drizzle-review-store.ts';
import type { ExperienceDraft } from '../../src/domain/experience/experience.ts';
import type { ReviewList } from '../../src/domain/experience/status.ts';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import type { FicheReader } from '../../src/ports/import-store.ts';
import type { ContributionStore } from '../../src/ports/public-stores.ts';
import type { ProposalRequest } from '../../src/ports/review-store.ts';
import { feedback } from './feedback-samples.ts';
import {
  createImportBench,
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

const page = resource({ id: 'page', text: 'epicerie: Une épicerie ouvre.\nlocal: Un local est prêté.' });
const items: readonly ImportItem[] = [resourceItem(page)];

export function describeProposals(subject: StoreSubject): void {
  describe('what a person decides', () => {
    let bench: ImportBench;
    const seen = () => idsSeen(subject);
    const statusOf = async (id: string) => (await bench.readFiche(id)).status;

    beforeEach(async () => {
      bench = await startBench(subject, draft({ id: 'c1' }));
    });

    describe('proposals', () => {
      it('are what an import draws, seen by editors alone and counted nowhere else', async () => {
        const before = [
          await subject.store.currentVersion('members'),
          (await subject.store.loadSnapshot('members'))?.experienceCount,
        ];
        expect(await bench.propose(items)).toMatchObject({ proposed: 2, experiences: { added: 2 } });
        expect(await seen()).toEqual(['c1']);
        expect(await subject.store.findById('page-local', 'members')).toBeNull();
        expect([
          await subject.store.currentVersion('members'),
          (await subject.store.loadSnapshot('members'))?.experienceCount,
        ]).toEqual(before);
        expect(await bench.readFiche('page-local')).toMatchObject({ status: 'proposed', confidence: 1 });
      });

      it('appear when a person publishes them, and stay through a new index', async () => {
        await bench.propose(items);
        await bench.correct('page-local', { status: 'published' }, 'cle');
        expect(await seen()).toEqual(['c1', 'page-local']);
        await bench.index(true);
        expect(await seen()).toEqual(['c1', 'page-local']);
      });

      it('never come back once set aside', async () => {
        await bench.propose(items);
        await bench.correct('page-local', { status: 'set-aside', statusReason: 'Hors sujet.' }, 'cle');
        await bench.propose(items, { policy: { ...STRICT_POLICY, publishAbove: 0 } });
        expect(await statusOf('page-local')).toBe('set-aside');
      });

      it('are kept by an export, each with its status', async () => {
        await bench.propose(items);
        await bench.correct('page-local', { status: 'published' }, 'cle');
        const records = (await bench.export()).flatMap(toItem);
        await subject.query('delete from experiences; delete from resources; delete from corrections');
        await bench.propose(records);
        expect([await statusOf('page-local'), await statusOf('page-epicerie')]).toEqual([
          'published',
          'proposed',
        ]);
      });
    });

    describe('contributions', () => {
      const given = {
        title: 'Un four à pain pour le village',
        story: 'La commune remet en route son four.',
        territory: { name: 'Pays de l’Exemple', kind: 'pays', populationCount: null },
        year: null,
        themes: [],
        levers: [],
        source: null,
        contact: 'agent@exemple.fr',
      } as const;
      const storeOf = (places: Set<string>): ContributionStore => ({
        add: async ({ experienceId }, { all }) => places.size < all && places.add(experienceId).size > 0,
        countSince: async () => places.size,
        remove: async (experienceId) => void places.delete(experienceId),
        removeBefore: async () => 0,
      });

      it('are no more than people can read', async () => {
        const places = new Set(Array.from({ length: 200 }, (_, index) => `e-${index}`));
        const failure = { code: 'contributions-full', details: { waiting: 200 } };
        await expect(bench.contribute(given, storeOf(places))).rejects.toMatchObject(failure);
        expect(places.size).toBe(200);
      });

      it('free their place, with the contact, when the experience cannot be written', async () => {
        const places = new Set<string>();
        const other = createImportBench(subject, { modelId: 'autre@2' });
        const failure = { code: 'model-mismatch' };
        await expect(other.contribute(given, storeOf(places))).rejects.toMatchObject(failure);
        expect([...places]).toEqual([]);
        expect([await bench.contribute(given, storeOf(places))]).toEqual([...places]);
      });
    });

    describe('an import that may publish', () => {
      const whole = (name: string, summary: string) =>
        draft({
          id: `page-${name}`,
          summary,
          territories: [{ name: 'Angers', kind: 'commune', code: '49007', populationCount: null }],
          year: 2020,
          themes: ['alimentation'],
          levers: [{ lever: 'locaux', what: summary }],
        });
      const drawing = (
        ...drafts: readonly { readonly confidence: number; readonly draft: ReturnType<typeof whole> }[]
      ) => {
        bench.extractor.extract = async (given) => ({
          resource: given,
          dropped: [],
          notes: [],
          experiences: drafts.map((each) => ({ ...each, evidence: [] })),
        });
        return bench.propose(items, { policy: { ...STRICT_POLICY, publishAbove: 0.9 } });
      };

      it('publishes what is sure, and leaves a doubt to a person', async () => {
        const bare = { ...whole('sans', 'Une halle ouvre.'), levers: [] };
        const report = await drawing(
          { confidence: 0.95, draft: whole('sur', 'Une épicerie ouvre.') },
          { confidence: 0.85, draft: whole('peu', 'Un café ferme.') },
          { confidence: 0.99, draft: bare },
        );
        expect(await seen()).toEqual(['c1', 'page-sur']);
        expect(report.proposed).toBe(2);
      });

      it('publishes one of two documents that tell the same experience', async () => {
        const one = whole('une', 'Une épicerie ouvre.');
        const report = await drawing(
          { confidence: 0.95, draft: one },
          { confidence: 0.95, draft: { ...one, id: 'page-encore' } },
        );
        expect(await seen()).toEqual(['c1', 'page-une']);
        expect(report.proposed).toBe(1);
      });

      it('leaves to a person what an experience of the same place already tells', async () => {
        const known = { ...whole('connue', 'Une épicerie ouvre.'), id: 'connue', access: 'public' as const };
        await bench.import([fileItem(known)], {}, 'fiches.json');
        await drawing({ confidence: 0.95, draft: { ...known, id: 'page-autre' } });
        expect(await statusOf('page-autre')).toBe('proposed');
      });
    });

    describe('a review', () => {
      const review = () => bench.review(createDrizzleReviewStore(subject.connection));
      const listed = async (list: ReviewList) => {
        const request = { list, resourceId: null, after: null, limit: 100 };
        return (await review().list(request)).proposals.map(({ experience: { id } }) => id);
      };

      it('lists each status, surest first, a page after the other', async () => {
        bench.extractor.extract = async (given) => ({
          resource: given,
          dropped: [{ start: 0, end: 4, name: 'Ville', reason: 'not-acting', confidence: 0.1 }],
          notes: [],
          experiences: [0.2, 0.9, 0.6].map((confidence) => ({
            draft: draft({ id: `page-${confidence * 10}` }),
            evidence: [],
            confidence,
          })),
        });
        await bench.propose(items);
        expect(await listed('proposed')).toEqual(['page-9', 'page-6', 'page-2']);
        expect(await listed('published')).toEqual(['c1']);
        const [first] = (await review().list({ list: 'proposed', resourceId: null, after: null, limit: 1 }))
          .proposals;
        const after = { key: first?.key ?? 0, id: first?.experience.id ?? '' };
        const rest = await review().list({ list: 'proposed', resourceId: 'page', after, limit: 100 });
        expect(rest.proposals.map(({ confidence }) => confidence)).toEqual(
          [0.6, 0.2].map((each) => expect.closeTo(each, 5)),
        );
        expect(rest.counts).toEqual({ proposed: 3, published: 1, 'set-aside': 0, gone: 0, changed: 0 });
        expect(await review().read('page-9', EDITOR)).toMatchObject({
          status: 'proposed',
          confidence: expect.closeTo(0.9, 5),
          resource: { id: 'page', text: page.text },
          dropped: [{ name: 'Ville', reason: 'not-acting' }],
          next: 'page-6',
          siblings: [{ id: 'page-2' }, { id: 'page-6' }],
          rereading: null,
        });
        expect((await review().read('page-2', EDITOR)).next).toBe('page-9');
        expect((await review().read('c1', EDITOR)).next).toBe('page-9');
        await expect(review().read('absente', EDITOR)).rejects.toMatchObject({
          code: 'experience-not-found',
        });
      });

      it('lists what is decided, the latest change first, a page after the other', async () => {
        await bench.import([fileItem(draft({ id: 'c2' })), fileItem(draft({ id: 'c3' }))], {}, 'fiches.json');
        await bench.propose(items);
        const found: string[] = [];
        const next = async (after: ProposalRequest['after']) =>
          (await review().list({ list: 'published', resourceId: null, after, limit: 1 })).proposals[0];
        for (let one = await next(null); one !== undefined; ) {
          found.push(one.experience.id);
          one = await next({ key: one.key, id: one.experience.id });
        }
        expect(found).toEqual(await listed('published'));
        expect(found.toSorted()).toEqual(['c1', 'c2', 'c3']);
      });

      it('lists opinions, the latest first, a page after the other, without their ids', async () => {
        const store = createDrizzleReviewStore(subject.connection);
        const at = (second: number) => `2026-01-15T09:30:0${second}.000Z`;
        const given = [
          feedback(1, { createdAt: at(1), subject: { experienceId: 'c1', leverId: null }, comment: 'Un.' }),
          feedback(2, { createdAt: at(2), subject: { experienceId: null, leverId: 'locaux' } }),
          feedback(3, { createdAt: at(2), verdict: 'not-useful', reason: 'too-old' }),
        ];
        await subject.feedback.add(given);
        const all = await store.listOpinions({ after: null, limit: 100 });
        expect(all.counts).toEqual({ useful: 2, 'not-useful': 1 });
        expect(all.opinions.map(({ createdAt }) => createdAt)).toEqual([at(2), at(2), at(1)]);
        expect(all.opinions.at(-1)).toMatchObject({ title: draft({ id: 'c1' }).title, comment: 'Un.' });
        expect(JSON.stringify(all)).not.toContain('fb_');
        const [first] = all.opinions;
        const after = { key: Date.parse(first?.createdAt ?? ''), id: first?.digest ?? '' };
        expect((await store.listOpinions({ after, limit: 100 })).opinions).toEqual(all.opinions.slice(1));
        for (const { id } of given) await subject.feedback.remove(id);
      });

      it('lists the addresses that were not reached, with the published fiches that quote them', async () => {
        const checks = createDrizzleSourceCheckStore(subject.connection);
        const url = 'https://journal.example/1';
        await bench.correct('c1', { source: { ...draft({ id: 'c1' }).source, url } }, 'cle');
        expect(await checks.listUnvisited('2026-01-15T09:00:00.000Z')).toContain(url);
        const visit = {
          url,
          detail: 'Le site répond 404.',
          checkedAt: '2026-01-15T09:30:00.000Z',
        };
        await checks.record({ ...visit, outcome: 'reached' });
        await checks.record({ ...visit, url: 'https://ailleurs.example/', outcome: 'to-check' });
        expect(await checks.listTroubled()).toEqual([]);
        expect(await checks.listUnvisited('2026-01-15T09:00:00.000Z')).not.toContain(url);
        expect(await checks.listUnvisited('2026-01-15T10:00:00.000Z')).toContain(url);
        await checks.record({ ...visit, outcome: 'to-check' });
        expect(await checks.listTroubled()).toEqual([
          { ...visit, outcome: 'to-check', experiences: [{ id: 'c1', title: draft({ id: 'c1' }).title }] },
        ]);
        await bench.correct('c1', { status: 'set-aside' }, 'cle');
        expect(await checks.listTroubled()).toEqual([]);
        await bench.erase('c1', 'cle');
        const rows = await subject.query('select url from source_checks');
        expect([...rows]).toEqual([]);
      });

      it('gives back the pages that are wholly decided, as material to learn from', async () => {
        await bench.propose(items);
        await bench.correct('page-local', { status: 'published', title: 'Un local prêté' }, 'cle');
        expect(await bench.exportMaterial()).toEqual([]);
        await bench.correct('page-epicerie', { status: 'set-aside' }, 'cle');
        expect(await bench.exportMaterial()).toMatchObject([
          { style: 'redaction', text: page.text, experiences: [{ title: 'Un local prêté' }] },
        ]);
      });

      it('adds an experience from a selection, which later imports leave', async () => {
        await bench.propose(items);
        const start = page.text.indexOf('local');
        const id = await bench.add('page', start, page.text.length);
        expect(id).toBe('page--extrait-1');
        expect(await bench.readFiche(id)).toMatchObject({
          status: 'proposed',
          experience: { summary: 'Un local est prêté.', territories: [{ name: 'Angers' }] },
          evidence: [{ pointer: '/summary', start, end: page.text.length }],
        });
        await bench.propose([resourceItem(resource({ id: 'page', text: 'epicerie: Une épicerie ouvre.' }))]);
        expect((await listed('proposed')).sort()).toEqual([id, 'page-epicerie']);
        await bench.index(true);
        expect((await subject.imports.loadState()).experiences.get(id)).toMatchObject({ byHand: true });
        await expect(bench.add('page', 0, 0)).rejects.toMatchObject({ code: 'selection-empty' });
        await expect(bench.add('absente', 0, 9)).rejects.toMatchObject({ code: 'resource-not-found' });
      });

      it('merges two experiences: both sources stay, the other is set aside', async () => {
        const source = {
          title: 'Journal',
          url: 'https://journal.example/1',
          publisher: 'Journal',
          date: null,
        };
        await bench.propose(items);
        await bench.import([fileItem(draft({ id: 'connue', year: 2019, source }))], {}, 'fiches.json');
        const { revision } = await subject.imports.loadState();
        await bench.merge('page-local', 'connue', ['summary']);
        // One publication, hence the two entries of its audit and no other.
        expect((await subject.imports.loadState()).revision).toBe(revision + 2);
        for (const [id, fields] of [
          ['connue', ['summary', 'otherSources']],
          ['page-local', ['status', 'statusReason']],
        ] as const) {
          const [entry, ...others] = (await bench.readFiche(id)).audit;
          expect([entry?.action, Object.keys(Object(entry?.after)), others]).toEqual([
            'merge',
            expect.arrayContaining([...fields]),
            [],
          ]);
        }
        await bench.merge('page-local', 'connue', ['summary']);
        const { experience } = await bench.readFiche('connue');
        expect(experience).toMatchObject({ summary: 'Un local est prêté.', year: 2019 });
        expect(experience.source).toEqual(source);
        const other = await bench.readFiche('page-local');
        expect(experience.otherSources).toEqual([other.experience.source]);
        expect(await review().read('page-local', EDITOR)).toMatchObject({
          status: 'set-aside',
          statusReason: expect.stringContaining('connue'),
        });
        await expect(bench.merge('connue', 'connue', [])).rejects.toMatchObject({ code: 'merge-refused' });
        await bench.correct('connue', { access: 'members' }, 'cle');
        await bench.correct('page-epicerie', { status: 'published' }, 'cle');
        await expect(bench.merge('page-epicerie', 'connue', [])).rejects.toMatchObject({
          code: 'merge-refused',
        });
        await bench.correct('page-epicerie', { status: 'proposed' }, 'cle');
        await expect(bench.merge('connue', 'page-epicerie', [])).rejects.toMatchObject({
          code: 'merge-refused',
        });
      });
    });

    describe('a merged experience', () => {
      const READER = { audience: 'public', mayEdit: false } as const;
      const remaining = (id: string, reader: FicheReader = READER) =>
        subject.imports.findRemaining(id, reader);
      const known = (id: string, more: Partial<ExperienceDraft> = {}) => fileItem(draft({ id, ...more }));

      beforeEach(async () => {
        await bench.import(
          ['a', 'b', 'c'].map((id) => known(id)),
          {},
          'fiches.json',
        );
      });

      it('leads to the one that remains, by as many merges as it takes, until they are undone', async () => {
        expect([await remaining('a'), await remaining('absente')]).toEqual([null, null]);
        await bench.merge('a', 'b', []);
        expect(await remaining('a')).toBe('b');
        await bench.merge('b', 'c', []);
        expect([await remaining('a'), await remaining('b')]).toEqual(['c', 'c']);
        await bench.correct('b', { status: 'published' }, 'cle');
        expect(await remaining('a')).toBe('b');
        await bench.correct('a', { status: 'published' }, 'cle');
        await bench.correct('a', { status: 'set-aside', statusReason: 'Hors sujet.' }, 'cle');
        expect(await remaining('a')).toBeNull();
      });

      it('still leads to it once deleted, not once erased', async () => {
        await bench.merge('a', 'b', []);
        await bench.delete('a', 'cle');
        expect(await remaining('a')).toBe('b');
        await bench.erase('a', 'cle');
        expect(await remaining('a')).toBeNull();
      });

      it('leads nowhere when the reader may not see the one that remains', async () => {
        await bench.merge('a', 'b', []);
        await bench.correct('b', { access: 'members' }, 'cle');
        expect(await remaining('a')).toBeNull();
        expect(await remaining('a', { ...READER, audience: 'members' })).toBe('b');
        await bench.correct('b', { access: 'public', status: 'proposed' }, 'cle');
        expect(await remaining('a')).toBeNull();
        expect(await remaining('a', { ...READER, mayEdit: true })).toBe('b');
      });

      it('leads nowhere when it never was public: its id is not known', async () => {
        await bench.propose([resourceItem(resource({ id: 'jamais', text: 'lue: Un local est prêté.' }))]);
        await bench.merge('jamais-lue', 'b', []);
        const forMembers = ['jamais-ouverte', 'des-membres'].map((id) => known(id, { access: 'members' }));
        await bench.import(forMembers, {}, 'membres.json');
        await bench.merge('jamais-ouverte', 'des-membres', []);
        const member = { ...READER, audience: 'members' } as const;
        expect(await remaining('jamais-lue', member)).toBeNull();
        expect(await remaining('jamais-ouverte', member)).toBeNull();
      });
    });

    it('finds any experience to merge: by words or identifier, those of a same territory first', async () => {
      const place = (name: string, code: string) => ({
        territories: [{ name, kind: 'commune' as const, code, populationCount: null }],
      });
      const told = (id: string, title: string, where: object) =>
        fileItem(draft({ id, title, summary: `${title}.`, ...where }));
      await bench.import(
        [
          told('ici', 'Recyclerie du port', place('Angers', '49007')),
          told('voisine', 'Ressourcerie du port', place('Angers', '49007')),
          told('loin', 'Recyclerie du port', place('Redon', '35236')),
          told('ecartee', 'Recyclerie du port', place('Angers', '49007')),
        ],
        {},
        'fiches.json',
      );
      await bench.correct('ecartee', { status: 'set-aside' }, 'cle');
      await bench.correct('voisine', { status: 'proposed', access: 'members' }, 'cle');
      const reviews = bench.review(createDrizzleReviewStore(subject.connection));
      const find = async (text: string | null) =>
        (await reviews.findCandidates('ici', text, EDITOR)).map(
          ({ experience, status, sharesTerritory }) => `${experience.id} ${status} ${sharesTerritory}`,
        );
      expect(await find(null)).toEqual(['voisine proposed true']);
      expect(await find('port')).toEqual(['voisine proposed true', 'loin published false']);
      expect(await find('Recyclerie du port')).toEqual(['loin published false']);
      expect((await find('loin'))[0]).toBe('loin published false');
      expect(await find('zzz')).toEqual([]);
      await expect(reviews.findCandidates('absente', null, EDITOR)).rejects.toMatchObject({
        code: 'experience-not-found',
      });
      expect(await reviews.read('ici', EDITOR, 'loin')).toMatchObject({
        compared: { id: 'loin', status: 'published', differences: expect.arrayContaining([]) },
      });
      await expect(reviews.read('ici', EDITOR, 'absente')).rejects.toMatchObject({
        code: 'experience-not-found',
      });
    });

    it('an import opens what does not say who may read it when asked, never what is private', async () => {
      const unsaid = {
        ...fileItem(draft({ id: 'tue', access: 'members' })),
        saysAccess: false,
      } as ImportItem;
      const secret = fileItem(draft({ id: 'reservee', access: 'members' }));
      await bench.propose([unsaid, secret], { policy: { ...STRICT_POLICY, access: 'public' } });
      expect(await subject.store.findById('tue', 'public')).not.toBeNull();
      expect(await subject.store.findById('reservee', 'public')).toBeNull();
    });
  });
}
