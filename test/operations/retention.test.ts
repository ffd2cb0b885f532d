import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { preparedFolder, START_TIMEOUT_MS } from '../http/start-application.ts';

async function withDatabase<T>(
  directory: string,
  use: (run: StoreConnection['run']) => Promise<T>,
): Promise<T> {
  const connection = await connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
  try {
    return await use(connection.run);
  } finally {
    await connection.close();
  }
}

it('a service that starts forgets the opinions, the entrusted questions and the audit of before their retentions', {
  timeout: 240_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-retention-'));
  await withDatabase(directory, (run) =>
    run('préparation', ({ $client }) =>
      $client.unsafe(`
        insert into audit_entries (at, actor, action, subject)
          select now() - days * interval '1 day', 'cle', 'correct', days::text from unnest(array[40, 20, 0]) as days;
        insert into feedback (id, recommendation_id, lever_id, verdict, ranking_version, created_at)
          select 'fb_' || days, 'r', 'locaux', 'useful', 'v', now() - days * interval '1 day'
          from unnest(array[40, 20]) as days;
        insert into entrusted_questions (id, question, created_at)
          select 'qc_' || days, '{}', now() - days * interval '1 day' from unnest(array[20, 5]) as days`),
    ),
  );
  const { startPurges, close } = await compose(
    parseConfig({
      DATA_DIR: directory,
      STORE_TIMEOUT_MS: '60000',
      AUDIT_RETENTION_DAYS: '30',
      FEEDBACK_RETENTION_DAYS: '10',
    }),
  );
  await startPurges();
  await close();
  const kept = await withDatabase(directory, (run) =>
    run('lecture', ({ $client }) =>
      $client.unsafe(`select array(select subject from audit_entries order by id)::text as audit,
        (select count(*)::int from feedback) as opinions,
        array(select id from entrusted_questions)::text as questions`),
    ),
  );
  expect(kept).toEqual([{ audit: '{20,0}', opinions: 0, questions: '{qc_5}' }]);
  await rm(directory, { recursive: true });
});

it('an entrusted question leaves nothing once erased, and a judged request alone once judged', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-entrusted-'));
  await cp(await preparedFolder(), directory, { recursive: true });
  const { essaimage, close } = await compose(parseConfig({ DATA_DIR: directory, STORE_TIMEOUT_MS: '60000' }));
  const territory = { code: null, kind: null, name: 'Zyxomil', populationCount: null, setting: null };
  const asked = { territory, themes: [], levers: [] };
  const [erased, judged] = [
    await essaimage.entrustedQuestions.entrust({ ...asked, priorities: 'Une patinoire, dit Zyxomil' }),
    await essaimage.entrustedQuestions.entrust({ ...asked, priorities: 'Une piscine, dit Zyxomil' }),
  ];
  const editor = { actor: 'cle', audience: 'members', mayEdit: true } as const;
  await essaimage.judgments.judge({ code: null, priorities: 'Une piscine, dit quenouille' }, editor);
  for (const { id } of [erased, judged]) await essaimage.entrustedQuestions.takeBack(id);
  await close();
  const found = await withDatabase(directory, (run) =>
    run('lecture', async ({ $client }) => {
      const tables = await $client.unsafe(`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'`);
      const having = [];
      for (const { name } of tables) {
        const rows = await $client.unsafe(`select kept::text as row from ${name} as kept
          where kept::text ~* 'zyxomil|quenouille'`);
        having.push(...rows.map(({ row }) => [name, /zyxomil/i.test(String(row))]));
      }
      return having;
    }),
  );
  expect(found).toEqual([['judged_requests', false]]);
  await rm(directory, { recursive: true });
});
