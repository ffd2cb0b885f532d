import { beforeEach, describe, expect, it } from 'vitest';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { ImportItem } from '../../src/ports/import-reader.ts';
import { createImportBench, draft, fileItem, resourceItem, toItem } from './import-bench.ts';
import { resource } from './resource-samples.ts';
import { newRecipe } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const page = resource({ id: 'page', text: 'epicerie: Une épicerie ouvre.\nlocal: Un local est prêté.' });
const items: readonly ImportItem[] = [resourceItem(page)];

export function describeProposals(subject: StoreSubject): void {
  let bench: ReturnType<typeof createImportBench>;
  const seen = async () =>
    (
      await subject.search({ filter: {}, concepts: null, sort: 'year', after: null, limit: 100 }, 'members')
    ).items
      .map(({ id }) => id)
      .sort();
  const statusOf = async (id: string) => (await bench.readFiche(id)).status;

  beforeEach(async () => {
    await subject.writer.startWith(newRecipe());
    await subject.connection.run('remise à zéro', ({ $client }) =>
      $client.unsafe(
        'delete from resources; delete from corrections; delete from audit_entries; delete from index_state',
      ),
    );
    bench = createImportBench(subject.imports, {}, subject.feedback);
    bench.corpus.push(draft({ id: 'c1' }));
    await bench.index();
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

    it('appear when a person publishes them, and stay through later imports', async () => {
      await bench.propose(items);
      await bench.correct('page-local', { status: 'published' }, 'cle');
      expect(await seen()).toEqual(['c1', 'page-local']);
      const changed = resource({
        id: 'page',
        text: 'epicerie: Une épicerie ouvre.\nlocal: Un grand local est prêté.',
      });
      await bench.propose([resourceItem(changed)]);
      expect((await subject.store.findById('page-local', 'public'))?.summary).toBe(
        'Un grand local est prêté.',
      );
      expect(await statusOf('page-epicerie')).toBe('proposed');
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
      await subject.connection.run('remise à zéro', ({ $client }) =>
        $client.unsafe('delete from experiences; delete from resources; delete from corrections'),
      );
      await bench.propose(records);
      expect([await statusOf('page-local'), await statusOf('page-epicerie')]).toEqual([
        'published',
        'proposed',
      ]);
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

    it('leaves to a person what an experience of the same place already tells', async () => {
      const known = { ...whole('connue', 'Une épicerie ouvre.'), id: 'connue', access: 'public' as const };
      await bench.import([fileItem(known)], {}, 'fiches.json');
      await drawing({ confidence: 0.95, draft: { ...known, id: 'page-autre' } });
      expect(await statusOf('page-autre')).toBe('proposed');
    });
  });

  it('an import opens what does not say who may read it when asked, never what is private', async () => {
    const unsaid = { ...fileItem(draft({ id: 'tue', access: 'members' })), saysAccess: false } as ImportItem;
    const secret = fileItem(draft({ id: 'reservee', access: 'members' }));
    await bench.propose([unsaid, secret], { policy: { ...STRICT_POLICY, access: 'public' } });
    expect(await subject.store.findById('tue', 'public')).not.toBeNull();
    expect(await subject.store.findById('reservee', 'public')).toBeNull();
  });
}
