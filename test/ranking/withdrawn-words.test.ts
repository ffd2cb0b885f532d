import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { compose } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { prepareInstallation } from '../cli/small-corpus.ts';

/** The only fiche with the words that the questions ask for. */
const SECRET = {
  id: 'secret',
  title: 'Une commune ouvre une pisciculture associative',
  summary:
    'La commune loue un étang à une association de pisciculteurs. Elle y élève des truites et des carpes.',
  territories: [{ name: 'Redon', kind: 'commune', code: '35236', population: null }],
  setting: 'rural',
  year: 2022,
  themes: ['alimentation'],
  levers: [],
  actors: [],
  figures: [],
  source: { title: 'Bulletin', url: 'https://example.org/', publisher: 'Ville', date: '2022' },
  access: 'public',
};
const QUESTIONS = ['épicerie et pisciculture', 'élever des truites dans un étang', 'recyclerie associative'];

const request = {
  territory: { kind: 'commune', code: '35236', name: null, populationCount: null, setting: null },
  themes: [],
  levers: [],
  exclude: [],
  limit: 50,
  minLevel: 'none',
  audience: 'public',
} as const;

const { root, environment } = await prepareInstallation();
afterAll(() => rm(root, { recursive: true, force: true }));

/** Answers of a service whose corpus is in place. */
async function answer(dataFolder: string, isHidden: boolean): Promise<readonly unknown[]> {
  const service = await compose(parseConfig(environment(dataFolder)));
  try {
    await service.importExperiences({ rebuild: false, onProgress: () => {} });
    const { recommend, fiches } = service.essaimage;
    if (isHidden) {
      const editor = { actor: 'test', audience: 'members', mayEdit: true } as const;
      await fiches.correct(SECRET.id, { status: 'set-aside' }, editor);
    }
    const answers: unknown[] = [];
    for (const priorities of QUESTIONS) answers.push(await recommend({ ...request, priorities }));
    return answers;
  } finally {
    await service.close();
  }
}

it('answers are those of a service that never had the hidden fiche, to the last digit', async () => {
  const file = join(root, 'corpus', 'experiences.json');
  const others = z.array(z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  const without = await answer('without', false);
  await writeFile(file, JSON.stringify([...others, SECRET]));
  const hidden = await answer('hidden', true);
  expect(hidden).toEqual(without);
}, 300_000);
