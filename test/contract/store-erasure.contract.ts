import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ficheKey, resourceKey } from '../../src/ports/import-store.ts';
import { draft, fileItem, type ImportBench, resourceItem, startBench, toItem } from './import-bench.ts';
import { resource } from './resource-samples.ts';
import { experience, indexed, newRecipe } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

/** In the text of the fiches to erase, and nowhere else. */
const SECRET = 'vercingetorix';

const shared = resource({ id: 'r1', text: `secret: Ici ${SECRET} ouvre ?\nlocal: Un local est prêté.` });
const alone = resource({ id: 'r2', title: `Page de ${SECRET}`, text: `seul: Ici ${SECRET} agit.` });
const items = [
  resourceItem(shared),
  resourceItem(alone),
  fileItem(draft({ id: 'f1', summary: `Ici ${SECRET} aussi.` })),
];
const ERASED = ['r1-secret', 'r2-seul', 'f1', 'c1'];

export function describeErasure(subject: StoreSubject): void {
  let bench: ImportBench;
  const ask = (statement: string) =>
    subject.connection.run('lecture', ({ $client }) => $client.unsafe(statement));

  async function findSecret(): Promise<readonly string[]> {
    const tables = await subject.query(`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
    const found: string[] = [];
    for (const { name } of z.array(z.object({ name: z.string() })).parse([...tables])) {
      const rows = await subject.query(
        `select from ${name} as kept where strpos(lower(kept::text), '${SECRET}') > 0`,
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  }

  describe('erasing', () => {
    beforeEach(async () => {
      await ask('delete from import_jobs');
      const told = draft({ id: 'c1', summary: `Ici ${SECRET} encore.` });
      bench = await startBench(subject, told, draft({ id: 'c2' }));
      await bench.import(items);
      for (const id of ERASED) await bench.correct(id, { title: `Titre de ${SECRET}`, year: 1999 }, 'cle-a');
      await bench.correct('r1-local', { year: 2001 }, 'cle-a');
      const report = {
        changes: [
          { id: 'r1-secret', title: `Titre de ${SECRET}` },
          { id: 'r1-local', title: 'Un local' },
        ],
        notes: [
          { detail: `Douteux : ${SECRET}`, resourceId: 'r1' },
          { detail: 'Rien à voir', resourceId: null },
        ],
      };
      await subject.query(`insert into import_jobs (id, state, request, report, actor, created_at)
        values ('job', 'succeeded', '{}', '${JSON.stringify(report)}', 'cle-a', now())`);
      await subject.imports.stage('abandoned', {
        key: resourceKey('r1'),
        contentHash: '',
        modelId: 'm',
        resource: { document: shared, contentHash: '', goneSince: null },
        experiences: [],
      });
      await subject.imports.stage('abandoned', {
        key: ficheKey('f1'),
        contentHash: '',
        modelId: 'm',
        resource: null,
        experiences: [indexed(experience({ id: 'f1', title: SECRET }))],
      });
    });

    it('leaves no copy in any table, nor do later imports, of an export made before included', async () => {
      const before = await bench.export();
      expect(await findSecret()).toEqual([
        'audit_entries',
        'corrections',
        'experiences',
        'extractions',
        'import_jobs',
        'passages',
        'resources',
        'staged_changes',
        'term_frequencies',
      ]);
      for (const id of ERASED) await bench.erase(id, 'cle-b');
      expect(await findSecret()).toEqual([]);
      expect([...(await subject.writer.listContentHashes()).keys()].sort()).toEqual(['c2', 'r1-local']);

      bench.corpus.splice(0, 1);
      await bench.import([resourceItem(shared), resourceItem(alone)]);
      expect(await findSecret()).toEqual([]);
      expect((await bench.import([resourceItem(shared), resourceItem(alone)])).changes).toEqual([]);
      await bench.import(before.flatMap(toItem));
      expect(await findSecret()).toEqual([]);
      await bench.index(true);
      expect(await findSecret()).toEqual([]);
      expect([...(await subject.writer.listContentHashes()).keys()].sort()).toEqual(['c2', 'r1-local']);
      expect(await bench.readFiche('r1-local')).toMatchObject({
        experience: { year: 2001, summary: 'Un local est prêté.' },
        evidence: [],
        resource: { title: 'Ressource r1', text: '' },
      });
    });

    it('keeps who changed it, when, and how, and what concerns others', async () => {
      await bench.erase('r1-secret', 'cle-b');
      const entries = await subject.query(
        `select actor, action, before, after, at is not null as dated from audit_entries where subject = 'r1-secret' order by id`,
      );
      const blank = { before: null, after: null, dated: true };
      expect([...entries]).toEqual([
        { actor: 'cle-a', action: 'correct', ...blank },
        { actor: 'cle-b', action: 'erase', ...blank },
      ]);
      const fields = await subject.query(
        `select field from corrections where experience_id = 'r1-secret' order by field`,
      );
      expect([...fields]).toEqual([{ field: 'deleted' }, { field: 'erased' }]);
      expect([...(await subject.query(`select report from import_jobs`))]).toEqual([
        {
          report: {
            changes: [{ id: 'r1-local', title: 'Un local' }],
            notes: [{ detail: 'Rien à voir', resourceId: null }],
          },
        },
      ]);
      expect((await bench.readFiche('r1-local')).audit).toMatchObject([{ after: { year: 2001 } }]);
    });

    it('reaches a fiche that was deleted before, for editors who may read members’ fiches', async () => {
      for (const id of ERASED) await bench.delete(id, 'cle-a');
      expect(await findSecret()).toContain('audit_entries');
      const missing = { code: 'experience-not-found' };
      await expect(bench.erase('c1', 'cle-b', 'public')).rejects.toMatchObject(missing);
      await expect(bench.erase('jamais-vue', 'cle-b')).rejects.toMatchObject(missing);
      for (const id of ERASED) await bench.erase(id, 'cle-b');
      expect(await findSecret()).toEqual([]);
    });

    it('is carried by an export to a service that has the fiche', async () => {
      for (const id of ERASED) await bench.erase(id, 'cle-b');
      const tombstones = (await bench.export()).filter(({ type }) => type === 'correction');
      await subject.query('delete from corrections');
      await bench.import(items);
      expect(await findSecret()).toContain('experiences');
      await bench.import(tombstones.flatMap(toItem));
      expect(await findSecret()).toEqual([]);
    });
  });

  describe('retention of the audit', () => {
    it('removes old entries, and only the values of the last one, which numbers the store', async () => {
      await subject.writer.startWith(newRecipe());
      await subject.query('delete from audit_entries');
      const audit = {
        actor: 'cle',
        action: 'correct',
        subject: 'x',
        before: { a: 1 },
        after: { a: 2 },
      } as const;
      for (const at of ['2020-01-01T00:00:00.000Z', '2021-01-01T00:00:00.000Z'])
        await subject.writer.publish({ audits: [audit], at });
      const { revision } = await subject.imports.loadState();
      await subject.imports.forgetAudit('2020-06-01T00:00:00.000Z');
      const rest = `select id, before from audit_entries`;
      expect([...(await subject.query(rest))]).toEqual([{ id: revision, before: { a: 1 } }]);
      await subject.imports.forgetAudit('2022-01-01T00:00:00.000Z');
      expect([...(await subject.query(rest))]).toEqual([{ id: revision, before: null }]);
      expect((await subject.imports.loadState()).revision).toBe(revision);
    });
  });
}
