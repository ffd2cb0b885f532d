import { describe, expect, it } from 'vitest';
import { type EmbeddingJob, EmbeddingQueue } from './embedding-queue.ts';

function job(role: EmbeddingJob['role'], expiresAt = Number.POSITIVE_INFINITY): EmbeddingJob {
  return { role, texts: ['texte'], timeoutMs: 1000, expiresAt, resolve: () => {}, reject: () => {} };
}

function takeAll(queue: EmbeddingQueue): EmbeddingJob[] {
  const taken: EmbeddingJob[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
  return taken;
}

describe('the queue of the model', () => {
  it('gives questions before passages, each in order of arrival', () => {
    const queue = new EmbeddingQueue(10);
    const jobs = [job('passage'), job('query'), job('passage'), job('query')] as const;
    for (const each of jobs) queue.add(each);
    expect(takeAll(queue)).toEqual([jobs[1], jobs[3], jobs[0], jobs[2]]);
  });

  it('drops expired questions', () => {
    const queue = new EmbeddingQueue(10);
    const waited = job('query');
    queue.add(job('query', performance.now() - 1));
    queue.add(waited);
    const taken = takeAll(queue);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toBe(waited);
  });

  it('refuses a question too many, but no passage', () => {
    const queue = new EmbeddingQueue(2);
    expect([job('query'), job('query'), job('query')].map((each) => queue.add(each))).toEqual([
      true,
      true,
      false,
    ]);
    expect(queue.add(job('passage'))).toBe(true);
    expect(queue.drain()).toHaveLength(3);
  });

  it('does not count expired questions against the limit', () => {
    const queue = new EmbeddingQueue(1);
    queue.add(job('query', performance.now() - 1));
    expect(queue.add(job('query'))).toBe(true);
  });

  it('is empty once drained', () => {
    const queue = new EmbeddingQueue(2);
    queue.add(job('query'));
    queue.add(job('passage'));
    expect(queue.drain()).toHaveLength(2);
    expect(queue.take()).toBeUndefined();
  });
});

it('removes a withdrawn question, and counts those that wait', () => {
  const queue = new EmbeddingQueue(10);
  const [gone, waited] = [job('query'), job('query')];
  for (const each of [gone, waited, job('query', performance.now() - 1), job('passage')]) queue.add(each);
  expect(queue.waitingQueries).toBe(2);
  queue.withdraw(gone);
  expect(queue.waitingQueries).toBe(1);
  expect(queue.take()).toBe(waited);
});
