/** Looks in a database for what was acknowledged. */

import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { connectPglite } from '../../src/adapters/store/connect-pglite.ts';
import { exchange } from './exchange.ts';
import type { FaultReport } from './fault-report.ts';
import type { Acknowledged } from './traffic.ts';

const IMPORT_TIMEOUT_MS = 240_000;

/** Runs one statement, and gives its rows. */
export type Query = (statement: string) => Promise<unknown>;

const idsSchema = z.array(z.object({ id: z.string(), times: z.coerce.number() }));
const jobSchema = z.object({ state: z.string() });

export async function queryServer<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    return await work((statement) => sql.unsafe(statement));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** No process may hold the folder. */
export async function queryFolder<T>(directory: string, work: (query: Query) => Promise<T>): Promise<T> {
  const connection = await connectPglite({ directory, timeoutMs: 60_000, onFailure: () => {} });
  try {
    return await work((statement) => connection.run('examen', ({ $client }) => $client.unsafe(statement)));
  } finally {
    await connection.close();
  }
}

/** Waits for the end of each job, and gives how many ended in which state. */
export async function followImports(
  address: string,
  token: string,
  { imports }: Acknowledged,
): Promise<ReadonlyMap<string, number>> {
  const states = new Map<string, number>();
  const headers = { authorization: `Bearer ${token}` };
  const giveUpAt = performance.now() + IMPORT_TIMEOUT_MS;
  for (const { location } of imports) {
    let state = 'inconnu';
    do {
      const { status, body } = await exchange(`${address}${location}`, { headers });
      if (status === 200) state = jobSchema.parse(body).state;
      else if (status === 404) state = 'perdu';
      if (['succeeded', 'failed', 'cancelled', 'perdu'].includes(state)) break;
      await sleep(200);
    } while (performance.now() < giveUpAt);
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  return states;
}

/** Reports what was acknowledged and is lost, or there twice. */
export async function reportWrites(
  report: FaultReport,
  query: Query,
  { opinions, imports }: Acknowledged,
): Promise<void> {
  const kept = idsSchema.parse(
    await query('select min(id) as id, count(*) as times from feedback group by comment'),
  );
  const ids = new Set(kept.map(({ id }) => id));
  const lost = opinions.filter((id) => !ids.has(id)).length;
  const twice = kept.filter(({ times }) => times > 1).length;
  report.promise(
    'Avis acquittés : perdus, en double',
    `${opinions.length} acquittés, ${lost} perdus, ${twice} en double`,
    lost === 0 && twice === 0,
  );
  if (imports.length === 0) return;
  const found = idsSchema.parse(
    await query(
      "select experiences.id, count(passages.*) as times from experiences join passages on experience_id = experiences.id and ordinal = 0 where experiences.id like 'voilier-%' group by experiences.id",
    ),
  );
  const known = new Map(found.map(({ id, times }) => [id, times]));
  const missing = imports.filter(({ experience }) => !known.has(experience)).length;
  const repeated = found.filter(({ times }) => times > 1).length;
  report.promise(
    'Imports acquittés : perdus, en double',
    `${imports.length} acquittés, ${missing} perdus, ${repeated} en double`,
    missing === 0 && repeated === 0,
  );
}
