import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createTransformersEmbedder,
  type TransformersEmbedderOptions,
} from '../../src/adapters/embedding/transformers-embedder.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';

const FAULTY = new URL('../fixtures/faulty-model-worker.ts', import.meta.url);
/** Too long for two of them to share a micro-batch. */
const LONG_PASSAGE = 'x'.repeat(1000);
const unavailable = { code: 'embedder-unavailable' };
const tooLate = { code: 'deadline-exceeded' };

let folder: string;
let embedder: Embedder | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedder-'));
});
afterEach(async () => {
  await embedder?.close();
  embedder = undefined;
  await rm(folder, { recursive: true });
});

async function start(options: Partial<TransformersEmbedderOptions> = {}) {
  const onWorkerDeath = vi.fn<NonNullable<TransformersEmbedderOptions['onWorkerDeath']>>();
  const created = await createTransformersEmbedder({
    modelDirectory: MODEL_DIRECTORY,
    timeoutMs: 60_000,
    workerEntry: FAULTY,
    onWorkerDeath,
    ...options,
  });
  embedder = created;
  return { embedder: created, onWorkerDeath };
}

/** Returns a text that keeps the thread busy until `release` is called. */
function holdThread() {
  const file = join(folder, 'release');
  return { text: `attends ${file}`, release: () => writeFile(file, '') };
}

describe('when the thread of the model dies', () => {
  it('refuses a text that kills it, and answers the others on a new thread', async () => {
    const { embedder, onWorkerDeath } = await start();
    const deadly = [embedder.embedQuery('meurs'), embedder.embedPassages(['meurs'])];
    const harmless = ['un', 'deux'].map((text) => embedder.embedQuery(text));
    for (const call of deadly) await expect(call).rejects.toMatchObject(unavailable);
    expect((await Promise.all(harmless)).map(([length]) => length)).toEqual([2, 4]);
    expect(onWorkerDeath).toHaveBeenCalledTimes(2);
  });

  it('keeps a thread that reports an error', async () => {
    const { embedder, onWorkerDeath } = await start();
    await expect(embedder.embedQuery('échoue')).rejects.toMatchObject(unavailable);
    await expect(embedder.embedQuery('un')).resolves.toHaveLength(2);
    expect(onWorkerDeath).not.toHaveBeenCalled();
  });

  it('pauses when no thread starts again, refusing waiting and new texts at once', async () => {
    const fatal = join(folder, 'fatal');
    const { embedder, onWorkerDeath } = await start({
      workerEntry: new URL(`?start=${fatal}`, FAULTY),
      limits: { pauseMs: 600_000 },
    });
    await writeFile(fatal, '');
    const calls = [embedder.embedQuery('meurs'), embedder.embedQuery('un'), embedder.embedPassages(['deux'])];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    expect(onWorkerDeath).toHaveBeenCalledTimes(2);
    await expect(embedder.embedQuery('trois')).rejects.toMatchObject(unavailable);
  });

  it('starts again after the pause', async () => {
    const fatal = join(folder, 'fatal');
    const { embedder } = await start({
      workerEntry: new URL(`?start=${fatal}`, FAULTY),
      limits: { pauseMs: 20 },
    });
    await writeFile(fatal, '');
    await expect(embedder.embedQuery('meurs')).rejects.toMatchObject(unavailable);
    await rm(fatal);
    await vi.waitFor(() => embedder.embedQuery('un'), { timeout: 30_000 });
  });

  it('fails to start when its thread does', async () => {
    const fatal = join(folder, 'fatal');
    await writeFile(fatal, '');
    await expect(start({ workerEntry: new URL(`?start=${fatal}`, FAULTY) })).rejects.toMatchObject(
      unavailable,
    );
  });
});

describe('when an answer does not come in time', () => {
  it('refuses the question', async () => {
    const { embedder } = await start({ timeoutMs: 50, limits: { closeTimeoutMs: 20 } });
    await expect(embedder.embedQuery('bloque')).rejects.toMatchObject({
      ...tooLate,
      details: { operation: 'embedQuery', timeoutMs: 50 },
    });
  });

  it('also refuses the questions that wait behind it', async () => {
    const { embedder } = await start({ timeoutMs: 50, limits: { closeTimeoutMs: 20 } });
    const stuck = expect(embedder.embedPassages(['bloque'])).rejects.toMatchObject(unavailable);
    await expect(embedder.embedQuery('un')).rejects.toMatchObject(tooLate);
    await embedder.close();
    await stuck;
  });

  it('replaces a stuck thread, then answers', async () => {
    const { embedder, onWorkerDeath } = await start({ limits: { batchTimeoutMs: 20, graceMs: 20 } });
    const stuck = embedder.embedPassages(['bloque']);
    const waiting = embedder.embedQuery('un');
    await expect(stuck).rejects.toMatchObject({ ...tooLate, details: { operation: 'embedPassages' } });
    await expect(waiting).resolves.toHaveLength(2);
    expect(onWorkerDeath).toHaveBeenCalledExactlyOnceWith(expect.any(Error));
  });
});

describe('when many ask at once', () => {
  it('answers a question before earlier passages', async () => {
    const { embedder } = await start();
    const ended: string[] = [];
    const passages = embedder
      .embedPassages([LONG_PASSAGE, LONG_PASSAGE, LONG_PASSAGE])
      .then(() => ended.push('passages'));
    const question = embedder.embedQuery('un').then(() => ended.push('question'));
    await Promise.all([passages, question]);
    expect(ended).toEqual(['question', 'passages']);
  });

  it('refuses at once a question beyond the limit', async () => {
    const { embedder } = await start({ limits: { maxWaitingQueries: 2 } });
    const { text, release } = holdThread();
    const accepted = [text, 'un', 'deux'].map((each) => embedder.embedQuery(each));
    await expect(embedder.embedQuery('trois')).rejects.toMatchObject(unavailable);
    await release();
    await expect(Promise.all(accepted)).resolves.toHaveLength(3);
  });
});

describe('a question given up before its turn', () => {
  it('counts no more, and leaves its place to another', async () => {
    const { embedder } = await start({ timeoutMs: 300, limits: { maxWaitingQueries: 1 } });
    const held = holdThread();
    const running = embedder.embedPassages([held.text]);
    const leaving = new AbortController();
    const left = embedder.embedQuery('un', leaving.signal);
    expect(embedder.load().waiting).toBe(1);
    leaving.abort(new Error('parti'));
    await expect(left).rejects.toThrow('parti');
    expect(embedder.load().waiting).toBe(0);
    await expect(embedder.embedQuery('deux')).rejects.toMatchObject(tooLate);
    await expect(embedder.embedQuery('trois')).rejects.toMatchObject(tooLate);
    await held.release();
    await running;
  });
});

describe('when it closes', () => {
  it('finishes the running text and refuses the waiting ones', async () => {
    const { embedder } = await start();
    const { text, release } = holdThread();
    const running = embedder.embedQuery(text);
    const waiting = embedder.embedQuery('un');
    const closed = embedder.close();
    await expect(waiting).rejects.toMatchObject(unavailable);
    await release();
    await expect(running).resolves.toHaveLength(2);
    await closed;
  });

  it('does not wait forever for a stuck thread', async () => {
    const { embedder } = await start({ limits: { closeTimeoutMs: 20 } });
    const [outcome] = await Promise.allSettled([embedder.embedQuery('bloque'), embedder.close()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
  });

  it('does not wait for a thread that is being replaced', async () => {
    const died = join(folder, 'died');
    const { embedder } = await start();
    const refused = expect(embedder.embedQuery(`meurs sans ${died}`)).rejects.toMatchObject(unavailable);
    await vi.waitFor(() => expect(existsSync(died)).toBe(true), { timeout: 30_000 });
    await embedder.close();
    await refused;
  });
});

describe('passages', () => {
  it('leave the queue when their signal aborts', async () => {
    const { embedder } = await start();
    const held = holdThread();
    const running = embedder.embedQuery(held.text);
    const leaving = new AbortController();
    const deadly = embedder.embedPassages(['meurs'], leaving.signal);
    leaving.abort(new Error('too late'));
    await expect(deadly).rejects.toThrow('too late');
    await held.release();
    await running;
    await expect(embedder.embedPassages(['un'])).resolves.toHaveLength(1);
  });

  it.each([
    ['of many characters', 'mot '.repeat(1_500)],
    ['of many tokens', 'x1y2 '.repeat(350)],
  ])('let questions go between the pieces of a text %s', async (_what, rest) => {
    const { embedder } = await start();
    const held = holdThread();
    const order: string[] = [];
    const text = `${held.text} ${rest}`;
    const long = embedder.embedPassages([text]).then(() => order.push('passage'));
    const question = embedder.embedQuery('question').then(() => order.push('question'));
    await held.release();
    await Promise.all([long, question]);
    expect(order).toEqual(['question', 'passage']);
  });
});
