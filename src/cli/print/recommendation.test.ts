import { expect, it } from 'vitest';
import { answered, judgedRequest } from '../../../test/fakes/answered.ts';
import { bareLever } from '../../../test/fakes/levers.ts';
import { printRecommendation } from './recommendation.ts';

it('says which levers the request refuses, after the levers, with its words', () => {
  const { answer } = answered(judgedRequest(), { levers: ['locaux'] });
  const setAside = [{ lever: bareLever('subvention', 'Subvention'), words: ['sans subvention'] }];
  const lines = printRecommendation({ ...answer, setAside }, { levers: [], themes: [], hash: '' });
  expect(lines.at(-1)?.replaceAll('\u00a0', ' ')).toBe('Mis de côté : Subvention (« sans subvention »)');
});
