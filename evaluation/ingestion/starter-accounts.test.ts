import { expect, it } from 'vitest';
import { writeStarterAccounts } from './starter-accounts.ts';

it('writes each starter fiche in one half, without the fields that say what to find', async () => {
  const [a, b] = [
    await writeStarterAccounts('half-a', 'summary'),
    await writeStarterAccounts('half-b', 'summary'),
  ];
  const ids = [...a.resources, ...b.resources].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(a.resources.length).toBeGreaterThan(40);
  expect(b.resources.length).toBeGreaterThan(40);
  const [fiche] = a.resources;
  expect(a.truth.resources[0]?.title).toBe(fiche?.title);
  expect(fiche?.blocks).toHaveLength(1);
});

it('tells in an account what the collectivité did, a sentence for each lever', async () => {
  const { resources, truth } = await writeStarterAccounts('half-a', 'account');
  const second = resources[0]?.blocks[1];
  const told = resources[0]?.text.slice(second?.start, second?.end) ?? '';
  expect(told.split('. ').length).toBe(truth.resources[0]?.experiences[0]?.levers.length);
});
