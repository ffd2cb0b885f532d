import { expect, it, onTestFinished, vi } from 'vitest';
import { startThread, ThreadFailure } from '../../src/threads/call-thread.ts';

type EchoCalls = {
  echo(value: unknown): unknown;
  wait(nothing: null): null;
  die(nothing: null): unknown;
};

function start(onDeath?: (cause: unknown) => void) {
  const entry = new URL('../fixtures/echo-worker.ts', import.meta.url);
  const thread = startThread<EchoCalls>({ entry, ...(onDeath && { onDeath }) });
  onTestFinished(async () => void (await thread.stop()));
  return thread;
}

it('gives each call its own answer, also after an argument that cannot be sent', async () => {
  const thread = start();
  await expect(thread.call('echo', () => {})).rejects.toThrow(/could not be cloned/);
  const answers = await Promise.all(['un', 'deux', 'trois'].map((text) => thread.call('echo', text)));
  expect(answers).toEqual(['un', 'deux', 'trois']);
});

it('ends the thread when a call is given up, with the reason of its caller', async () => {
  const thread = start();
  const controller = new AbortController();
  const given = thread.call('wait', null, { signal: controller.signal });
  controller.abort(new Error('le client est parti'));
  await expect(given).rejects.toThrow('le client est parti');
  expect(thread.hasEnded).toBe(true);
});

it('gives up a silent thread, and says for how long it was silent', async () => {
  const thread = start();
  await thread.call('echo', 'prêt');
  await expect(thread.call('wait', null, { silenceMs: 20 })).rejects.toMatchObject({ silenceMs: 20 });
  await expect(thread.call('echo', 'encore')).rejects.toBeInstanceOf(ThreadFailure);
});

it('tells of a death between two calls', async () => {
  const onDeath = vi.fn();
  const thread = start(onDeath);
  await thread.call('die', null).catch(() => {});
  await vi.waitUntil(() => onDeath.mock.calls.length === 1, { timeout: 30_000 });
  await expect(thread.call('echo', 'encore')).rejects.toBeInstanceOf(ThreadFailure);
});
