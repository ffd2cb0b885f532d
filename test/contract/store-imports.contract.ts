import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import { feedback, listFeedback } from './feedback-samples.ts';
import {
  createImportBench,
  draft,
  fileItem,
  type ImportBench,
  idsSeen,
  resourceItem,
  startBench,
  toItem,
} from './import-bench.ts';
import { resource } from './resource-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const first = resource({ id: 'r1', text: 'epicerie: Une épicerie ouvre.\nlocal: Un local est prêté.' });
const second = resource({ id: 'r2', text: 'ferme: Une ferme vend ses légumes.', access: 'members' });
const listing: readonly ImportItem[] = [
  resourceItem(first),
  resourceItem(second),
  { kind: 'end-of-listing', origin: 'liste.html' },
];

export function describeImports(subject: StoreSubject): void {
  let bench: ImportBench;
  const versions = async () => [
    await subject.store.currentVersion('public'),
    await subject.store.currentVersion('members'),
  ];
  const seenBy = (audience?: 'public' | 'members') => idsSeen(subject, audience);

  /** Starts a service with only the corpus of the test. */
  async function startAgain(): Promise<void> {
    bench = await startBench(subject, draft({ id: 'c1' }), draft({ id: 'c2', summary: 'Autre chose.' }));
  }

  describe('importing documents', () => {
    beforeEach(startAgain);

    it('stores resources with their experiences, and reports them', async () => {
      const report = await bench.import(listing);
      expect(report).toMatchObject({
        resources: { added: 2, changed: 0, unchanged: 0, gone: 0 },
        experiences: { added: 3, changed: 0, unchanged: 0, removed: 0 },
      });
      expect(report.changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
        'added r1-epicerie',
        'added r1-local',
        'added r2-ferme',
      ]);
      expect(await seenBy('public')).toEqual(['c1', 'c2', 'r1-epicerie', 'r1-local']);
      expect(await seenBy('members')).toEqual(['c1', 'c2', 'r1-epicerie', 'r1-local', 'r2-ferme']);
    });

    it('changes nothing and embeds nothing the second time', async () => {
      await bench.import(listing);
      const before = [await subject.imports.loadState(), await versions()];
      bench.embedded.length = 0;
      const report = await bench.import(listing);
      expect(report).toMatchObject({
        resources: { added: 0, changed: 0, unchanged: 2, gone: 0 },
        experiences: { added: 0, changed: 0, unchanged: 3, removed: 0 },
        changes: [],
      });
      expect([await subject.imports.loadState(), await versions()]).toEqual(before);
      expect(bench.embedded).toEqual([]);
      // Only its place in the page changes.
      await bench.import([resourceItem({ ...first, line: 99 }), ...listing.slice(1)]);
      expect(await versions()).toEqual(before[1]);
    });

    it('updates only the changes of an edited page, and embeds only new passages', async () => {
      await bench.propose(listing);
      bench.embedded.length = 0;
      const edited = {
        ...first,
        text: 'epicerie: Une épicerie ouvre. Elle embauche.\nnouvelle: Une autre histoire.',
      };
      const report = await bench.propose([resourceItem(edited), ...listing.slice(1)]);
      expect(report).toMatchObject({
        resources: { added: 0, changed: 1, unchanged: 1, gone: 0 },
        experiences: { added: 1, changed: 1, unchanged: 1, removed: 1 },
      });
      expect(bench.embedded).toEqual([
        expect.stringContaining('Titre r1-epicerie'),
        'Elle embauche.',
        expect.stringContaining('Titre r1-nouvelle'),
        'Une autre histoire.',
      ]);
      const { experiences } = await subject.imports.loadState();
      expect([...experiences.keys()].sort()).toEqual(['c1', 'c2', 'r1-epicerie', 'r1-nouvelle', 'r2-ferme']);
    });

    it('extracts again only when the content or the extractor’s version changed', async () => {
      const doubtful = { ...first, text: 'epicerie: Une épicerie ouvre ?' };
      const page = [resourceItem(doubtful), ...listing.slice(1)];
      const drawnBy = async (items: readonly ImportItem[]) => {
        bench.drawn.length = 0;
        const { notes, experiences } = await bench.import(items);
        return { drawn: [...bench.drawn], notes, changed: experiences.added + experiences.reread };
      };
      expect(await drawnBy(page)).toMatchObject({ drawn: ['r1', 'r2'], changed: 2 });
      const note = { code: 'place-unknown', detail: doubtful.text, resourceId: 'r1', line: 12 };
      expect(await drawnBy(page)).toEqual({ drawn: [], notes: [note], changed: 0 });
      const moved = [resourceItem({ ...doubtful, line: 40 }), ...listing.slice(1)];
      expect(await drawnBy(moved)).toEqual({ drawn: [], notes: [{ ...note, line: 40 }], changed: 0 });

      expect(await drawnBy(listing)).toEqual({ drawn: ['r1'], notes: [], changed: 2 });
      bench.extractor.version = '2';
      expect(await drawnBy(listing)).toEqual({ drawn: ['r1', 'r2'], notes: [], changed: 0 });
      expect(await drawnBy(listing)).toEqual({ drawn: [], notes: [], changed: 0 });
    });

    it('restores a deleted experience without extracting it again', async () => {
      await bench.import(listing);
      await bench.delete('r1-local', 'cle');
      expect((await bench.import(listing)).resources).toMatchObject({ changed: 0, unchanged: 2 });
      expect(await seenBy()).not.toContain('r1-local');
      bench.drawn.length = 0;
      const undone = {
        experienceId: 'r1-local',
        field: 'deleted',
        value: false,
        actor: 'cle',
        at: '2024-06-01T00:00:00Z',
      };
      await bench.import([{ kind: 'correction', correction: undone }, ...listing]);
      expect(await seenBy()).toContain('r1-local');
      expect(bench.drawn).toEqual([]);
    });

    it('deletes the extractions of an unfinished import when the index is rebuilt', async () => {
      const stop = new AbortController();
      const onProgress = () => stop.abort(new Error('Ctrl+C'));
      await expect(bench.import(listing, { signal: stop.signal, onProgress })).rejects.toThrow('Ctrl+C');
      await bench.index(true);
      bench.drawn.length = 0;
      await bench.import(listing);
      expect(bench.drawn).toEqual(['r1', 'r2']);
      await bench.index(true);
      await bench.import(listing);
      expect(bench.drawn).toEqual(['r1', 'r2']);
    });

    it('keeps the stored version of an unreadable resource, and reads it the next time', async () => {
      await bench.import(listing);
      const before = await versions();
      const unread = resourceItem({ ...first, text: 'illisible' });
      const report = await bench.import([
        unread,
        resourceItem(resource({ id: 'r3', text: 'illisible' })),
        ...listing.slice(1),
      ]);
      expect(report).toMatchObject({
        resources: { added: 0, changed: 0, unchanged: 2, gone: 0 },
        experiences: { added: 0, changed: 0, unchanged: 3, removed: 0 },
        notes: [
          { code: 'resource-unreadable', resourceId: 'r1', line: 12 },
          { code: 'resource-unreadable', resourceId: 'r3', line: 12 },
        ],
      });
      expect(report.notes[0]?.detail).toContain('Ressource r1');
      expect(await versions()).toEqual(before);
      bench.drawn.length = 0;
      await bench.import([unread]);
      expect(bench.drawn).toEqual(['r1']);
    });

    it('marks a resource that left its listing, and keeps its experiences', async () => {
      await bench.import(listing);
      // After a partial read, missing resources are not marked.
      expect((await bench.import([resourceItem(second)])).resources.gone).toBe(0);
      const report = await bench.import([resourceItem(second), ...listing.slice(2)]);
      expect(report.resources).toMatchObject({ unchanged: 1, gone: 1 });
      expect(await seenBy()).toContain('r1-epicerie');
      expect((await bench.readFiche('r1-epicerie')).goneSince).toBe('2024-05-06T07:08:09.010Z');
      await bench.import(listing);
      expect((await bench.readFiche('r1-epicerie')).goneSince).toBeNull();
    });

    it('reports the changes of a dry run without storing anything', async () => {
      await bench.import(listing);
      const before = [await subject.imports.loadState(), await versions()];
      bench.embedded.length = 0;
      const edited = { ...first, text: 'epicerie: Une épicerie ferme.\nneuf?: Du neuf.' };
      const report = await bench.import([resourceItem(edited)], { dryRun: true });
      expect(report.changes).toMatchObject([
        {
          kind: 'added',
          id: 'r1-neuf?',
        },
        {
          kind: 'reread',
          id: 'r1-epicerie',
          fields: [{ field: 'summary', before: 'Une épicerie ouvre.', after: 'Une épicerie ferme.' }],
        },
        { kind: 'untold', id: 'r1-local', title: 'Titre r1-local' },
      ]);
      expect(report.notes).toMatchObject([{ code: 'place-unknown', resourceId: 'r1', line: 12 }]);
      expect([await subject.imports.loadState(), await versions()]).toEqual(before);
      expect(bench.embedded).toEqual([]);
      // Its extractions are not kept either.
      bench.drawn.length = 0;
      await bench.import([resourceItem(edited)]);
      expect(bench.drawn).toEqual(['r1']);
    });

    it('resumes where it was stopped, and ends in the same state', async () => {
      await bench.import(listing);
      const undisturbed = [await bench.export(), await versions()];
      await startAgain();
      const before = await versions();
      const stop = new AbortController();
      const stopped = bench.import(listing, {
        signal: stop.signal,
        onProgress: ({ phase, done }) => {
          if (phase === 'preparing' && done === 1) stop.abort(new Error('Ctrl+C'));
        },
      });
      await expect(stopped).rejects.toThrow('Ctrl+C');
      expect(await versions()).toEqual(before);
      // Another import does not publish the changes that this one staged.
      await bench.import([fileItem(draft({ id: 'f1' }))], {}, 'autre.json');
      expect(await seenBy()).toEqual(['c1', 'c2', 'f1']);
      await bench.import([], {}, 'autre.json');
      await subject.writer.remove(['f1']);
      bench.embedded.length = 0;
      bench.drawn.length = 0;
      await bench.import(listing);
      expect(bench.embedded.filter((text) => text.includes('épicerie'))).toEqual([]);
      expect(bench.drawn).toEqual(['r2']);
      expect([await bench.export(), await versions()]).toEqual(undisturbed);
    });

    it('gives each experience one source: the stored one, else the first', async () => {
      await bench.import(listing);
      const taken = fileItem(draft({ id: 'r1-epicerie', title: 'Détourné' }));
      const twice = [fileItem(draft({ id: 'f1' })), fileItem(draft({ id: 'f1', title: 'Bis' }))];
      const report = await bench.import([taken, ...twice], {}, 'fiches.json');
      expect(report.notes.map(({ code }) => code)).toEqual(['id-taken', 'repeated']);
      expect((await subject.store.findById('r1-epicerie', 'public'))?.title).toBe('Titre r1-epicerie');
      expect((await subject.store.findById('f1', 'public'))?.title).toBe('Titre f1');
    });

    it('never publishes a members’ resource to the public', async () => {
      const careless = fileItem(draft({ id: 'r2-ferme' }));
      const items: readonly ImportItem[] = [
        { kind: 'exported-resource', resource: second, goneSince: null },
        { ...careless, resourceId: 'r2', status: 'published' } as ImportItem,
      ];
      await bench.import(items);
      expect(await seenBy('public')).toEqual(['c1', 'c2']);
      expect((await subject.store.findById('r2-ferme', 'members'))?.access).toBe('members');
    });
  });

  describe('what was imported', () => {
    beforeEach(async () => {
      await startAgain();
      await bench.import([...listing, fileItem(draft({ id: 'f1' }))]);
    });

    it('survives changes of the corpus, and takes precedence over it', async () => {
      await bench.import([fileItem(draft({ id: 'c1', title: 'De l’import' }))], {}, 'fiches.json');
      bench.corpus.splice(0, 2, draft({ id: 'c1', title: 'Du corpus' }), draft({ id: 'c3' }));
      await bench.index();
      expect(await seenBy()).toEqual(['c1', 'c3', 'f1', 'r1-epicerie', 'r1-local', 'r2-ferme']);
      expect((await subject.store.findById('c1', 'public'))?.title).toBe('De l’import');
    });

    it('is rebuilt with another model, while readers keep the earlier index', async () => {
      await bench.correct('r1-local', { title: 'Corrigé' }, 'cle');
      const before = { ids: await seenBy(), versions: await versions(), export: await bench.export() };
      const other = createImportBench(subject, { modelId: 'autre@2' });
      other.corpus.push(...bench.corpus);
      await expect(other.index()).rejects.toMatchObject({ code: 'model-mismatch' });
      await expect(other.import(listing)).rejects.toMatchObject({ code: 'model-mismatch' });

      const failing = createImportBench(subject, {
        modelId: 'autre@2',
        embedPassages: async () => {
          expect(await versions()).toEqual(before.versions);
          expect((await subject.store.loadSnapshot('public'))?.modelId).toBe('fake@1');
          throw new Error('panne');
        },
      });
      failing.corpus.push(...bench.corpus);
      await expect(failing.index(true)).rejects.toThrow('panne');
      expect(await versions()).toEqual(before.versions);

      expect(await other.index(true)).toMatchObject({ total: 6, indexed: 6, removed: 0 });
      expect(await seenBy()).toEqual(before.ids);
      expect((await subject.store.loadSnapshot('public'))?.modelId).toBe('autre@2');
      expect((await subject.store.loadSnapshot('public'))?.statistics.documentCount).toBe(5);
      expect(await other.export()).toEqual(before.export);
      expect((await subject.store.findById('r1-local', 'public'))?.title).toBe('Corrigé');
      expect(await other.import(listing)).toMatchObject({ changes: [] });
    });

    it('is exported whole, and gives the same state when imported into an empty service', async () => {
      await bench.correct('r1-epicerie', { title: 'Corrigé', status: 'set-aside' }, 'cle');
      await bench.correct('c2', { year: null }, 'cle');
      await bench.delete('r1-local', 'cle');
      await bench.import([resourceItem(first), ...listing.slice(2)]);
      await subject.feedback.add([feedback(2), feedback(1, { comment: '<b>À</b> revoir…\r\n' })]);
      const exported = await bench.export();
      const before = { versions: await versions(), state: await subject.imports.loadState() };
      const lines = exported.map((record) => JSON.stringify(record));
      expect(lines[0]).toBe('{"type":"essaimage-export","version":1}');

      await startAgain();
      expect(await versions()).not.toEqual(before.versions);
      const items = lines.flatMap((line) => toItem(JSON.parse(line)));
      expect(await bench.import(items, { dryRun: true })).toMatchObject({ feedback: 2 });
      expect(await listFeedback(subject.feedback)).toEqual([]);
      expect(await bench.import(items)).toMatchObject({ feedback: 2 });
      expect(await bench.import(items)).toMatchObject({ feedback: 0, changes: [] });
      expect(await bench.export()).toEqual(exported);
      expect(await versions()).toEqual(before.versions);
      const { revision, ...state } = await subject.imports.loadState();
      const { revision: _, ...same } = before.state;
      expect(state).toEqual(same);
      // Corrections after their experiences apply as well.
      await startAgain();
      await bench.import(
        lines
          .toReversed()
          .flatMap((line) => toItem(JSON.parse(line)))
          .sort(byNeed),
      );
      expect(await versions()).toEqual(before.versions);
    });
  });
}

/** Resources before their experiences, and corrections last. */
function byNeed(a: ImportItem, b: ImportItem): number {
  const order = ['exported-resource', 'experience', 'correction', 'feedback'];
  return order.indexOf(a.kind) - order.indexOf(b.kind);
}
