import { beforeEach, describe, expect, it } from 'vitest';
import { createDrizzleKeyStore } from '../../src/adapters/store/drizzle-access-stores.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import type { ImportStore } from '../../src/ports/import-store.ts';
import { createImportBench, draft, type ImportBench, resourceItem, startBench } from './import-bench.ts';
import { resource } from './resource-samples.ts';
import { listing, question, vectorOf } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const page = resource({ id: 'r1', text: 'epicerie: Une épicerie ouvre.\nlocal: Un local est prêté.' });
const items: readonly ImportItem[] = [resourceItem(page)];

export function describeEditing(subject: StoreSubject): void {
  let bench: ImportBench;
  const version = () => subject.store.currentVersion('public');

  describe('editing', () => {
    beforeEach(async () => {
      bench = await startBench(subject, draft({ id: 'c1' }));
      await bench.import(items);
    });

    it('corrects at once for readers and the index, and survives the next import of the page', async () => {
      const before = await version();
      const patch = {
        title: 'Nouveau titre',
        themes: ['numerique'],
        levers: [{ lever: 'scic', what: 'Entre au capital.' }],
        territories: [{ name: 'Pays de Redon', kind: 'pays', code: null, populationCount: null }] as const,
        setting: 'rural' as const,
        year: null,
      };
      const { experience: corrected, ...left } = await bench.correct('r1-epicerie', patch, 'cle');
      expect(left).toEqual({
        status: 'published',
        statusReason: null,
        version: (await bench.readFiche('r1-epicerie')).version,
      });
      expect(corrected).toMatchObject({ ...patch, territories: [{ name: 'Pays de Redon' }] });
      expect(await subject.store.findById('r1-epicerie', 'public')).toEqual(corrected);
      const found = await subject.search(listing({ filter: { themes: ['numerique'] } }), 'public');
      expect(found.items).toEqual([corrected]);
      expect(await version()).not.toBe(before);
      // Other experiences of the same page are unchanged.
      expect((await subject.store.findById('r1-local', 'public'))?.title).toBe('Titre r1-local');

      const after = await version();
      expect((await bench.import(items)).changes).toEqual([]);
      expect(await version()).toBe(after);
      const edited = { ...page, text: page.text.replace('ouvre', 'ferme') };
      await bench.import([resourceItem(edited)]);
      expect(await subject.store.findById('r1-epicerie', 'public')).toEqual(corrected);
    });

    it('hides from all readers but not from editors, and shows again', async () => {
      const seen = async () => ({
        listed: (await subject.search(listing({ limit: 100 }), 'members')).items.map(({ id }) => id),
        retrieved: (await subject.retrieve(question({ embedding: vectorOf(1) }), 'members')).length,
        found: (await subject.store.findById('r1-local', 'members'))?.id ?? null,
        count: (await subject.store.loadSnapshot('members'))?.experienceCount,
      });
      const before = await seen();
      await bench.correct('r1-local', { status: 'set-aside' }, 'cle');
      const hidden = { listed: ['c1', 'r1-epicerie'], retrieved: 2, found: null, count: 2 };
      expect(await seen()).toEqual(hidden);
      await bench.import(items);
      expect(await seen()).toEqual(hidden);
      expect(await bench.readFiche('r1-local')).toMatchObject({ status: 'set-aside', resource: page });
      await bench.correct('r1-local', { status: 'published' }, 'cle');
      expect(await seen()).toEqual(before);
    });

    it('refuses to quote what the fiche does not say, whether the quote or the text is new', async () => {
      const figure = { label: 'local', value: 1, unit: '', role: 'other', period: null } as const;
      const refused = (...paths: readonly (string | number)[][]) => ({
        code: 'quote-not-in-fiche',
        details: { paths },
      });
      const correct = (patch: Parameters<typeof bench.correct>[1]) => bench.correct('r1-local', patch, 'cle');
      const read = () => subject.store.findById('r1-local', 'public');
      const before = await read();
      const invented = { difficulties: ['Un local est prêté.', 'Personne n’est venu.'] };
      await expect(correct(invented)).rejects.toMatchObject(refused(['difficulties', 1]));
      const figures = [{ ...figure, sentence: 'Deux locaux sont prêtés.' }];
      await expect(correct({ figures })).rejects.toMatchObject(refused(['figures', 0, 'sentence']));
      expect(await read()).toEqual(before);

      await correct({ difficulties: ['Un local est prêté.'], figures: [{ ...figure, sentence: null }] });
      const summary = 'La salle est rendue.';
      await expect(correct({ summary })).rejects.toMatchObject(refused(['difficulties', 0]));
      expect((await correct({ summary, difficulties: [summary] })).experience).toMatchObject({
        difficulties: [summary],
      });
    });

    it('deletes for good', async () => {
      await bench.delete('r1-local', 'cle');
      await bench.delete('c1', 'cle');
      await bench.import(items);
      await bench.index();
      await bench.index(true);
      expect([...(await subject.writer.listContentHashes()).keys()]).toEqual(['r1-epicerie']);
      await expect(bench.delete('r1-local', 'cle')).rejects.toMatchObject({ code: 'experience-not-found' });
      await expect(bench.readFiche('c1')).rejects.toMatchObject({ code: 'experience-not-found' });
      await expect(bench.correct('c1', {}, 'cle')).rejects.toMatchObject({ code: 'experience-not-found' });
    });

    it('keeps who changed what, when, and the earlier value', async () => {
      const keys = createDrizzleKeyStore(subject.connection);
      await keys.add(
        { prefix: 'cle-a', label: 'Service ESS', scopes: ['import'], createdBy: null, expiresOn: null },
        'empreinte',
      );
      await keys.revoke('cle-a', 'cle-b');
      await bench.correct('r1-epicerie', { title: 'Un', status: 'set-aside' }, 'cle-a');
      await bench.correct('r1-epicerie', { title: 'Deux' }, 'cle-b');
      const fiche = await bench.readFiche('r1-epicerie');
      const at = '2024-05-06T07:08:09.010Z';
      const entry = { at, action: 'correct', subject: 'r1-epicerie' };
      expect(fiche.audit).toEqual([
        {
          ...entry,
          actor: 'cle-a',
          actorLabel: 'Service ESS',
          before: { title: 'Titre r1-epicerie', status: 'published' },
          after: { title: 'Un', status: 'set-aside' },
        },
        { ...entry, actor: 'cle-b', actorLabel: null, before: { title: 'Un' }, after: { title: 'Deux' } },
      ]);
      expect(fiche.corrections).toEqual([
        { experienceId: 'r1-epicerie', field: 'status', value: 'set-aside', actor: 'cle-a', at },
        { experienceId: 'r1-epicerie', field: 'title', value: 'Deux', actor: 'cle-b', at },
      ]);
      expect(fiche.draft.title).toBe('Titre r1-epicerie');
      expect(fiche.evidence).toMatchObject([{ pointer: '/summary' }]);
      await bench.correct('r1-epicerie', { summary: 'Un autre résumé.' }, 'cle-a');
      expect((await bench.readFiche('r1-epicerie')).evidence).toEqual([]);
    });

    it('refuses values unknown to the taxonomy or the register, and changes nothing', async () => {
      const before = await version();
      const correct = (patch: Parameters<typeof bench.correct>[1]) =>
        bench.correct('r1-epicerie', patch, 'cle');
      await expect(correct({ themes: ['absent'] })).rejects.toMatchObject({ code: 'theme-unknown' });
      await expect(correct({ levers: [{ lever: 'absent', what: 'x' }] })).rejects.toMatchObject({
        code: 'lever-unknown',
      });
      const nowhere = { name: 'Nulle part', kind: 'commune', code: '99999', populationCount: null } as const;
      await expect(correct({ territories: [nowhere] })).rejects.toMatchObject({ code: 'territory-unknown' });
      expect(await version()).toBe(before);
    });

    it('refuses to open a fiche whose source is for members, instead of seeming to', async () => {
      await bench.import([resourceItem({ ...page, access: 'members' })]);
      const opened = bench.correct('r1-epicerie', { access: 'public', year: 1999 }, 'cle', 'members');
      await expect(opened).rejects.toMatchObject({ code: 'source-reserved' });
      const kept = await subject.store.findById('r1-epicerie', 'members');
      expect([kept?.access, kept?.year === 1999]).toEqual(['members', false]);
      await bench.import(items);
    });

    it('refuses an edit for the public of a fiche that became members-only meanwhile', async () => {
      // An import that runs between the read of the fiche and its write.
      const hasty = () => {
        let isFirst = true;
        const publish: ImportStore['publish'] = async (batch, publication) => {
          if (isFirst) await bench.import([resourceItem({ ...page, access: 'members' })]);
          isFirst = false;
          return subject.imports.publish(batch, publication);
        };
        return createImportBench({ imports: { ...subject.imports, publish }, feedback: subject.feedback });
      };
      const missing = { code: 'experience-not-found' };
      const corrected = hasty().correct('r1-epicerie', { title: 'Détourné' }, 'cle', 'public');
      await expect(corrected).rejects.toMatchObject(missing);
      await bench.import(items);
      await expect(hasty().delete('r1-epicerie', 'cle', 'public')).rejects.toMatchObject(missing);
      expect((await subject.store.findById('r1-epicerie', 'members'))?.title).toBe('Titre r1-epicerie');
      await expect(bench.correct('r1-epicerie', {}, 'cle', 'public')).rejects.toMatchObject(missing);
    });

    it('writes nothing when its deadline passes while the model reads', async () => {
      const before = await version();
      const deadline = new AbortController();
      const slow = createImportBench(subject, {
        async embedPassages(_texts, signal) {
          deadline.abort(new Error('trop tard'));
          signal?.throwIfAborted();
          throw new TypeError('the model was not told to stop');
        },
      });
      const late = slow.correct('r1-local', { summary: 'Un récit neuf.' }, 'cle', 'members', {
        signal: deadline.signal,
      });
      await expect(late).rejects.toThrow('trop tard');
      expect(await version()).toBe(before);
    });

    it('refuses a correction of a version that somebody has changed since, and writes nothing', async () => {
      const { version: read } = await bench.readFiche('r1-local');
      const from = (version: string, patch: Parameters<typeof bench.correct>[1]) =>
        bench.correct('r1-local', patch, 'a', 'members', { version });
      await from(read, { title: 'Premier' });
      await expect(from(read, { title: 'Second' })).rejects.toMatchObject({ code: 'changed-meanwhile' });
      const { experience, version: now } = await bench.readFiche('r1-local');
      expect(experience.title).toBe('Premier');
      await from(now, { statusReason: 'Vu.' });
      await expect(from(now, { year: 2001 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
      const { version: last } = await bench.readFiche('r1-local');
      const outcomes = await Promise.allSettled([from(last, { year: 2002 }), from(last, { year: 2003 })]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('loses no concurrent edit, nor a concurrent import', async () => {
      const edited = { ...page, text: `${page.text}\nneuf: Du neuf.` };
      await Promise.all([
        bench.correct('r1-epicerie', { title: 'Titre corrigé' }, 'a'),
        bench.correct('r1-epicerie', { year: 1999 }, 'b'),
        bench.correct('r1-local', { setting: 'urban' }, 'c'),
        bench.import([resourceItem(edited)]),
        bench.correct('r1-epicerie', { summary: 'Résumé corrigé.' }, 'd'),
      ]);
      expect(await subject.store.findById('r1-epicerie', 'public')).toMatchObject({
        title: 'Titre corrigé',
        year: 1999,
        summary: 'Résumé corrigé.',
      });
      expect((await subject.store.findById('r1-local', 'public'))?.setting).toBe('urban');
      expect(await subject.store.findById('r1-neuf', 'public')).not.toBeNull();
      const after = await version();
      expect((await bench.import([resourceItem(edited)])).changes).toEqual([]);
      expect(await version()).toBe(after);
    });
  });
}
