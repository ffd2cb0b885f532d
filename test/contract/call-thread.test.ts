import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startThread, ThreadFailure } from '../../src/threads/call-thread.ts';
import { openProcess, openThread } from '../../src/threads/far-end.ts';
import { forkFixture, killHard, nextMessage } from './child-process.ts';

type EchoCalls = {
  echo(value: unknown): unknown;
  wait(nothing: null): null;
  die(nothing: null): unknown;
  fill(megabytes: number): number;
  settings(nothing: null): Record<string, string>;
};

function startWith(open: typeof openThread, onDeath?: (cause: unknown) => void) {
  const entry = new URL('../fixtures/echo-worker.ts', import.meta.url);
  const thread = startThread<EchoCalls>({ entry, open, memoryMb: 256, ...(onDeath && { onDeath }) });
  onTestFinished(async () => void (await thread.stop()));
  return thread;
}

describe.each([
  ['thread', openThread],
  ['process', openProcess],
])('a %s', (_name, open) => {
  const start = (onDeath?: (cause: unknown) => void) => startWith(open, onDeath);
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
});

it('holds a process to its memory, buffers included, and gives it no secret', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://secret');
  const onDeath = vi.fn();
  const reading = startWith(openProcess, onDeath);
  const settings = await reading.call('settings', null);
  expect([settings.PATH, settings.DATABASE_URL]).toEqual([process.env.PATH, undefined]);
  expect(await reading.call('fill', 150)).toBe(150);
  await expect(reading.call('fill', 400)).rejects.toBeInstanceOf(ThreadFailure);
  await vi.waitUntil(() => onDeath.mock.calls.length === 1, { timeout: 30_000 });
  expect(String(onDeath.mock.calls[0]?.[0])).toMatch(/allocat(?:ion failed|e memory)/);
});

it('ends a process with a service that was killed, however busy it is', async () => {
  const owner = forkFixture('owner-of-a-busy-process.ts');
  const id = Number(await nextMessage(owner));
  onTestFinished(() => {
    if (runs()) process.kill(id, 'SIGKILL');
  });
  /** Nobody may read the end of a process whose parent has died. */
  function runs(): boolean {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8') !== '';
    } catch {
      return false;
    }
  }
  expect(runs()).toBe(true);
  await killHard(owner);
  await vi.waitUntil(() => !runs(), { timeout: 30_000 });
});

it('starts a process where the system lets no process set its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'setpriv-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'setpriv'), '#!/bin/sh\nexit 127\n', { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  expect(await startWith(openProcess).call('echo', 'prêt')).toBe('prêt');
});
