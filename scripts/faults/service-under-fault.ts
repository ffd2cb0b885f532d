/** A service on a small corpus, with a key for imports: what the faults are tried on. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runEssaimage } from '../../test/cli/essaimage-process.ts';
import { prepareInstallation } from '../../test/cli/small-corpus.ts';

export interface Installation {
  readonly root: string;
  /** For `startService`, besides where the database is. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** A small corpus in a folder of its own: indexing it is no part of what is measured. */
export async function installSmallCorpus(): Promise<Installation> {
  const { root, environment } = await prepareInstallation();
  const { CORPUS_DIR } = environment('unused');
  return {
    root,
    environment: { CORPUS_DIR, DATA_DIR: join(root, 'data') },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A key that may import. On an embedded database, no service may run on it. */
export async function createImportKey(environment: Readonly<Record<string, string>>): Promise<string> {
  const scopes = ['--scope', 'import', '--scope', 'read:members'];
  const { stdout, stderr } = await runEssaimage(
    ['keys', 'create', ...scopes, '--label', 'Panne', '--json'],
    environment,
  );
  const { success, data } = z.object({ token: z.string() }).safeParse(JSON.parse(stdout || 'null'));
  if (!success) throw new Error(`la clé n’a pas été créée : ${stderr}`);
  return data.token;
}
