import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { fitUnlessWorse } from './fit-weights.ts';
import { keepFitted } from './fitted.ts';
import { FEATURES, type Taught } from './usefulness.ts';

/** Base of three hands, where the meaning alone tells the useful experience of each request. */
const base = ['w101', 'w102', 'w201', 'w202', 'j-1', 'j-2'].map((id): Taught => {
  const hand = id.startsWith('j-') ? 'newsroom' : id.slice(0, 2);
  const experiences = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.9].map((meaning, position) => ({
    id: `e${position}`,
    features: FEATURES.map((name) => (name === 'semantic' ? meaning : 0.5)),
  }));
  return { id, hand, grades: new Map([['e6', 3]]), experiences };
});
const weighing = (meaning: number) => ({
  bias: 0,
  weights: FEATURES.map((name) => (name === 'semantic' ? meaning : 0)),
});

it('says what a base gains from its own weights, and keeps them with a new version', async () => {
  const { said, model } = fitUnlessWorse(base, [], weighing(-1));
  expect(said).toEqual([
    'toutes : nDCG@5 0,000 [0,000 ; 0,000] avant, 1,000 [1,000 ; 1,000] après, 6 demandes',
    'newsroom : nDCG@5 0,000 [0,000 ; 0,000] avant, 1,000 [1,000 ; 1,000] après, 2 demandes',
  ]);
  expect(model?.weights[0]).toBeGreaterThan(0);
  const file = pathToFileURL(join(tmpdir(), `weights-${process.pid}.json`));
  await writeFile(file, '{ "version": "2024-01-01.4", "relevance": { "bias": 1, "line": 0.15 } }');
  expect(await keepFitted(file, { relevance: { bias: 2 } })).toContain('git checkout');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    version: expect.stringMatching(/^20\d\d-\d\d-\d\d\.1$/),
    relevance: { bias: 2, line: 0.15 },
  });
});

it('writes nothing that ranks worse', async () => {
  // The useful experience of one hand is the one that the two others find useless.
  const torn = base.map((one) => ({ ...one, grades: new Map([[one.hand === 'w2' ? 'e0' : 'e6', 3]]) }));
  const onlyOther = torn.filter(({ hand }) => hand !== 'newsroom');
  const { model } = fitUnlessWorse(onlyOther, [], weighing(1));
  expect(model).toBeNull();
  const file = pathToFileURL(join(tmpdir(), `weights-${process.pid}.json`));
  const before = await readFile(file, 'utf8');
  expect(await keepFitted(file, null)).toContain('Rien n’est écrit');
  expect(await readFile(file, 'utf8')).toBe(before);
});
