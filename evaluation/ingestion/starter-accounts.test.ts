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

it('expects the levers that each form of a fiche proves, and tolerates the others that the fiche declares', async () => {
  const [accounts, summaries] = [
    await writeStarterAccounts('half-a', 'account'),
    await writeStarterAccounts('half-a', 'summary'),
  ];
  const inAccount = accounts.truth.resources.flatMap(({ experiences }) => experiences);
  const inSummary = summaries.truth.resources.flatMap(({ experiences }) => experiences);
  const lost = inAccount.flatMap(({ levers }, i) =>
    levers.filter((lever) => inSummary[i]?.levers.includes(lever) === false),
  );
  expect(lost.length).toBeGreaterThan(0);
  for (const [i, { levers, toleratedLevers }] of inSummary.entries()) {
    const whole = inAccount[i];
    expect(whole?.levers).toEqual(expect.arrayContaining([...levers]));
    const declared = [...(whole?.levers ?? []), ...(whole?.toleratedLevers ?? [])];
    expect(declared).toEqual(expect.arrayContaining([...toleratedLevers]));
  }
});
