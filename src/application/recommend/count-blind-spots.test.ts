import { expect, it } from 'vitest';
import { answer } from '../../../test/fakes/answers.ts';
import { profile } from '../../../test/fakes/experiences.ts';
import type { BlindSpot } from '../../ports/public-stores.ts';
import { createBlindSpotCounter } from './count-blind-spots.ts';
import type { DatedRecommendation } from './recommend.ts';

function openCounter({ isBroken = false } = {}) {
  const written: BlindSpot[] = [];
  const incidents: unknown[] = [];
  const counter = createBlindSpotCounter({
    store: {
      async add(spots) {
        if (isBroken) throw new Error('no database');
        written.push(...spots);
      },
      list: async () => written,
      removeBefore: async () => 0,
    },
    now: () => new Date('2026-03-31T23:30:00Z'),
    onIncident: (cause) => incidents.push(cause),
  });
  return { counter, written, incidents };
}

function dated(status: 'ok' | 'partial' | 'broad' | 'no_match'): DatedRecommendation {
  const department = { origin: 'derived', value: { code: '35', name: 'Ille-et-Vilaine' } } as const;
  return {
    answer: answer({
      status,
      profile: profile({ department, setting: { origin: 'given', value: 'rural' } }),
    }),
    changedAt: new Map(),
    unmetThemes: ['alimentation'],
  };
}

it('counts what an answer without a close experience is about, by month, and nothing of another', async () => {
  const { counter, written } = openCounter();
  for (const status of ['ok', 'partial', 'broad', 'no_match', 'partial'] as const)
    counter.note(dated(status));
  expect(written).toEqual([]);
  await counter.close();
  const month = '2026-03';
  expect(written).toEqual([
    { month, kind: 'theme', value: 'alimentation', count: 3 },
    { month, kind: 'setting', value: 'rural', count: 3 },
    { month, kind: 'department', value: '35', count: 3 },
  ]);
  await counter.close();
  expect(written).toHaveLength(3);
});

it('fails no question when the counts cannot be written: it is an incident', async () => {
  const { counter, incidents } = openCounter({ isBroken: true });
  counter.note(dated('partial'));
  await counter.close();
  expect(incidents).toEqual([expect.objectContaining({ message: 'no database' })]);
});
