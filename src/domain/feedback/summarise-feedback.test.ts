import { expect, it } from 'vitest';
import type { Feedback } from './feedback.ts';
import { summariseFeedback } from './summarise-feedback.ts';

const about = (experienceId: string, given: Partial<Feedback> = {}): Feedback => ({
  id: 'fb',
  recommendationId: 'rec',
  subject: { experienceId, leverId: null },
  verdict: 'useful',
  reason: null,
  comment: null,
  rankingVersion: '1',
  createdAt: '2026-01-15T09:30:00.000Z',
  ...given,
});

async function* listOf(...entries: readonly Feedback[]) {
  yield* entries;
}

it('counts verdicts and reasons of each experience and lever, most feedback first', async () => {
  const summary = await summariseFeedback(
    listOf(
      about('b'),
      about('a', { verdict: 'not-useful', reason: 'too-old' }),
      about('c', { verdict: 'not-useful', reason: 'off-topic' }),
      about('c', { verdict: 'not-useful', reason: 'already-known' }),
      about('c', { verdict: 'not-useful', reason: 'off-topic' }),
      about('c', { reason: 'answers-need' }),
      about('', { subject: { experienceId: null, leverId: 'c' } }),
    ),
  );
  expect(summary.total).toMatchObject({ useful: 3, notUseful: 4 });
  expect(summary.total.usefulShare).toBeCloseTo(3 / 7);
  expect(summary.experiences.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(summary.experiences[0]).toEqual({
    id: 'c',
    useful: 1,
    notUseful: 3,
    usefulShare: 0.25,
    reasons: [
      { reason: 'off-topic', count: 2 },
      { reason: 'already-known', count: 1 },
      { reason: 'answers-need', count: 1 },
    ],
    comments: [],
  });
  expect(summary.levers).toMatchObject([{ id: 'c', useful: 1, notUseful: 0, usefulShare: 1 }]);
});

it('keeps the last three comments of each, most recent first', async () => {
  const comments = ['un', 'deux', 'trois', 'quatre'].map((comment, index) =>
    about('a', { comment, createdAt: `2026-01-0${index + 1}T00:00:00.000Z` }),
  );
  const { experiences } = await summariseFeedback(listOf(...comments, about('a'), about('b')));
  expect(experiences[0]?.comments.map(({ comment }) => comment)).toEqual(['quatre', 'trois', 'deux']);
  expect(experiences[1]?.comments).toEqual([]);
});

it('is all zeros without feedback', async () => {
  expect(await summariseFeedback(listOf())).toEqual({
    total: { useful: 0, notUseful: 0, usefulShare: 0, reasons: [] },
    experiences: [],
    levers: [],
  });
});
