import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { dataFolderOf, openService } from '../../evaluation/open-service.ts';
import type { Recommend } from '../../src/application/recommend/recommend.ts';
import { compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { type AskedRequest, readAskedRequests } from './asked-requests.ts';

const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));
const LIMIT = 50;

/** Fiche far from all the requests. */
const IRRELEVANT = {
  id: 'feux-tricolores-carrefour',
  title: 'Un carrefour remplace ses feux tricolores par des modèles à minuterie',
  summary:
    'Le service de la voirie a changé les huit feux du carrefour de la gare. Les nouveaux modèles se règlent à distance. Les travaux ont duré deux nuits.',
  territories: [{ name: 'Épernay', kind: 'commune', code: '51230', population: null }],
  setting: 'urban',
  year: 2022,
  themes: [],
  levers: [],
  actors: ['Service de la voirie'],
  figures: [],
  source: { title: 'Bulletin municipal', url: 'https://example.org/', publisher: 'Ville', date: '2022' },
  access: 'public',
};

const root = await mkdtemp(join(tmpdir(), 'essaimage-growth-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** Writes the corpus with one more experience, beside the index of the corpus without it. */
async function prepareGrownCorpus(): Promise<void> {
  await mkdir(join(root, 'corpus'));
  for (const file of ['levers.json', 'levers-law.json', 'themes.json', 'expressions.json'])
    await cp(join(CORPUS, file), join(root, 'corpus', file));
  const fiches = z
    .array(z.unknown())
    .parse(JSON.parse(await readFile(join(CORPUS, 'experiences.json'), 'utf8')));
  await writeFile(join(root, 'corpus', 'experiences.json'), JSON.stringify([IRRELEVANT, ...fiches]));
  await cp(dataFolderOf('evaluation'), join(root, 'data'), { recursive: true });
}

/** Returns the breakdown of each score, by request and experience. */
async function readAccounts(
  recommend: Recommend,
  asked: readonly AskedRequest[],
): Promise<ReadonlyMap<string, string>> {
  const accounts = new Map<string, string>();
  for (const { id, request } of asked) {
    const { experiences } = await recommend({ ...request, limit: LIMIT });
    for (const { experience, breakdown } of experiences)
      accounts.set(`${id} ${experience.id}`, JSON.stringify(breakdown));
  }
  return accounts;
}

it('adding an irrelevant experience changes no other score', async () => {
  const asked = (await readAskedRequests()).filter(({ paraphrase }) => paraphrase !== null);
  const service = await openService('evaluation');
  const before = await readAccounts(service.essaimage.recommend, asked).finally(() => service.close());
  await prepareGrownCorpus();

  const config = parseConfig({
    DATA_DIR: join(root, 'data'),
    CORPUS_DIR: join(root, 'corpus'),
    // The machine of the tests may be busy.
    EMBEDDING_TIMEOUT_MS: '60000',
    STORE_TIMEOUT_MS: '60000',
  });
  const grown = await compose(config);
  try {
    const report = await grown.importExperiences({ rebuild: false, onProgress: () => {} });
    expect(report).toMatchObject({ indexed: 1, removed: 0, unchanged: report.total - 1 });
    const after = await readAccounts(grown.essaimage.recommend, asked);
    const common = [...before.keys()].filter((key) => after.has(key));
    // The new experience may have pushed out the last of the fifty.
    expect(common.length).toBeGreaterThanOrEqual(asked.length * (LIMIT - 1));
    const changed = common.filter((key) => after.get(key) !== before.get(key));
    expect(changed).toEqual([]);
  } finally {
    await grown.close();
  }
}, 300_000);
