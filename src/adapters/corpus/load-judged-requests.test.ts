import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../../evaluation/read-json.ts';
import { parseConfig } from '../../config.ts';
import { loadJudgedRequests } from './load-judged-requests.ts';
import { loadStarterCorpus } from './load-starter-corpus.ts';
import { loadTaxonomy } from './load-taxonomy.ts';

const MATERIAL = join('models', 'recipe', 'material');
const { corpusDirectory: directory, judgedDirectory } = parseConfig({});
const taxonomy = await loadTaxonomy(directory);
const fiches = (await loadStarterCorpus({ directory, taxonomy })).map(({ id }) => id);
const levers = new Set(taxonomy.levers.map(({ id }) => id));

const cases = z.array(z.unknown());
const written = await readJson(join(MATERIAL, 'cases.json'), cases);
const more = await readJson(join(MATERIAL, 'cases-2.json'), cases);
const fictional = [...written, ...more].map((_, index) => `c${String(index).padStart(4, '0')}`);

describe.each([
  ['of the program', judgedDirectory, 3_300, new Set(fiches)],
  ['over fictional fiches', join(MATERIAL, 'judged'), 1_000, new Set(fictional)],
] as const)('the judged requests %s', (_, folder, count, known) => {
  it('name fiches and levers that exist, and each need what answers it', async () => {
    const requests = await loadJudgedRequests(folder);
    expect(new Set(requests.map(({ id }) => id)).size).toBe(count);
    for (const { id, experiences, levers: advised, needs } of requests) {
      expect([id, Object.keys(experiences).filter((fiche) => !known.has(fiche))]).toEqual([id, []]);
      expect([id, advised.filter((lever) => !levers.has(lever))]).toEqual([id, []]);
      const answers = needs.flatMap((need) => need.experiences);
      expect([id, answers.filter((fiche) => (experiences[fiche] ?? 0) < 2)]).toEqual([id, []]);
    }
  });
});

it('refuses a file with a grade that no judge gives, and says where', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'judged-'));
  const request = {
    id: 'w1001',
    sort: 'normal',
    territory: { name: 'Varzy', kind: 'commune', code: '58304' },
    priorities: 'un café associatif',
    experiences: { 'cafe-citoyen': 4 },
    levers: [],
  };
  await writeFile(join(folder, 'w1.json'), JSON.stringify([request]));
  await expect(loadJudgedRequests(folder)).rejects.toMatchObject({
    code: 'corpus-invalid',
    details: { problems: [expect.stringContaining('/0/experiences/cafe-citoyen')] },
  });
  await rm(folder, { recursive: true });
});
