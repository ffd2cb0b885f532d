import { expect, it } from 'vitest';
import { measureAlternately } from './alternate.ts';

it('runs every stage for every question, one round more than it counts', async () => {
  const seen: string[] = [];
  const stage = (name: string) => ({
    name,
    run: async (question: number, turn: number) => void seen.push(`${name}${question}${turn}`),
  });
  const times = await measureAlternately([stage('a'), stage('b')], 3, 2);
  expect(new Set(seen).size).toBe(18);
  expect(times.get('a')).toHaveLength(6);
  expect(times.get('b')).toHaveLength(6);
});
