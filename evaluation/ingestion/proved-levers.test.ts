import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { readKnown } from './extraction-examples.ts';
import { loadProvedLevers } from './proved-levers.ts';
import { writeStarterAccounts } from './starter-accounts.ts';

/** 211 starter fiches and 19 resources of the known pages. */
const PROVED_TEXTS = 230;

it('proves each lever by a passage of the text, once a text', async () => {
  const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
  const levers = new Set(taxonomy.levers.map(({ id }) => id));
  const proved = await loadProvedLevers();
  const texts = new Map((await readKnown()).map(({ resource }) => [resource.title, resource.text]));
  for (const half of ['half-a', 'half-b'] as const)
    for (const { id, text } of (await writeStarterAccounts(half, 'account')).resources) texts.set(id, text);
  const faults = [...proved.values()].flatMap(({ id, proofs, tolerated }) => [
    ...proofs.flatMap(({ span }) => (texts.get(id)?.includes(span) === true ? [] : [`${id} : ${span}`])),
    ...[...proofs.map(({ lever }) => lever), ...tolerated].filter((lever) => !levers.has(lever)),
  ]);
  expect(faults).toEqual([]);
  expect(proved.size).toBe(PROVED_TEXTS);
});
