import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { startDeadline, waitAtMost } from './call-thread.ts';

function holdUpEventLoop(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end);
}

describe('a deadline', () => {
  it('expires when nothing cancels it', async () => {
    await new Promise<void>((resolve) => startDeadline(1, resolve));
  });

  it('lets an answer that arrived while the event loop was held up cancel it', async () => {
    const { port1, port2 } = new MessageChannel();
    const outcome = await new Promise((resolve) => {
      const cancel = startDeadline(5, () => resolve('expired'));
      port2.once('message', () => {
        cancel();
        resolve('answered');
      });
      port1.postMessage('answer');
      holdUpEventLoop(20);
    });
    port1.close();
    expect(outcome).toBe('answered');
  });
});

describe('waiting at most', () => {
  it('ends when the promise settles or the time is over', async () => {
    await waitAtMost(60_000, Promise.resolve());
    await waitAtMost(1, new Promise(() => {}));
  });

  it('passes on a failure', async () => {
    await expect(waitAtMost(60_000, Promise.reject(new Error('panne')))).rejects.toThrow('panne');
  });
});
