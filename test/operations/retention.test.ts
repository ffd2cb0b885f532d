import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';

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

it('a service that starts forgets the opinions and the audit of before their retentions', {
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
          from unnest(array[40, 20]) as days`),
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
        (select count(*)::int from feedback) as opinions`),
    ),
  );
  expect(kept).toEqual([{ audit: '{20,0}', opinions: 0 }]);
  await rm(directory, { recursive: true });
});
