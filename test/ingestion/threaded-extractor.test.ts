import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import {
  createThreadedExtractor,
  type ThreadedExtractor,
  type ThreadedExtractorOptions,
} from '../../src/ingestion/extract/threaded-extractor.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { Taxonomy } from '../../src/ports/taxonomy.ts';
import { createFakeEmbedder } from '../fakes/fake-embedder.ts';
import { CURRENT_YEAR, extractorWith } from './open-extractor.ts';
import { readResource, resourceOf } from './read-resource.ts';

const REAL = new URL('../../src/extraction-worker.ts', import.meta.url);
const FAULTY = new URL('../fixtures/faulty-extraction-worker.ts', import.meta.url);
const unreadable = { code: 'import-unreadable', details: { origin: 'Ressource' } };
const unavailable = { code: 'extractor-unavailable' };
const go = new AbortController().signal;

let taxonomy: Taxonomy;
let threads: Worker[];
let extractor: ThreadedExtractor | undefined;
const remember = (thread: Worker) => threads.push(thread);

beforeAll(async () => {
  taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url)));
});
beforeEach(() => {
  threads = [];
  process.on('worker', remember);
});
afterEach(async () => {
  await extractor?.close();
  extractor = undefined;
  process.off('worker', remember);
});

function start(options: Partial<ThreadedExtractorOptions> = {}) {
  const onDeath = vi.fn<ThreadedExtractorOptions['onDeath']>();
  const created = createThreadedExtractor({
    entry: REAL,
    version: '1',
    taxonomy,
    currentYear: CURRENT_YEAR,
    embedder: createFakeEmbedder(),
    onDeath,
    ...options,
  });
  extractor = created;
  return { extractor: created, onDeath };
}

function startFaulty(options: Partial<ThreadedExtractorOptions> = {}) {
  const { extractor, onDeath } = start({ entry: FAULTY, ...options });
  const read = (text: string) => extractor.extract({ ...resourceOf([]), text }, go);
  return { extractor, onDeath, read };
}

/** Calls a function at each request for vectors of sentences, in the middle of a resource. */
function embedderThat(act: () => Promise<void>): Embedder {
  const fake = createFakeEmbedder();
  return {
    ...fake,
    async embedPassages(texts) {
      await act();
      return fake.embedPassages(texts);
    },
  };
}

describe('the extractor thread', () => {
  it('extracts the same experiences as without a thread, one resource at a time, with the vectors of the service', async () => {
    const { extractor } = start();
    const names = ['html-headings', 'homonyms', 'members-department', 'common-nouns'];
    const resources = await Promise.all(names.map(readResource));
    const drawn = await Promise.all(resources.map((resource) => extractor.extract(resource, go)));
    const direct = await extractorWith(createFakeEmbedder());
    for (const [index, resource] of resources.entries())
      expect(drawn[index]).toEqual(await direct.extract(resource));
    expect(threads).toHaveLength(1);
  });

  it('can be killed in the middle of a resource without stopping the service', async () => {
    const kill = vi.fn(async () => void (await threads[0]?.terminate()));
    const { extractor, onDeath } = start({ embedder: embedderThat(kill) });
    const resource = await readResource('html-headings');
    await expect(extractor.extract(resource, go)).rejects.toMatchObject({
      code: 'import-unreadable',
      details: { origin: resource.title },
    });
    expect(kill).toHaveBeenCalledOnce();
    expect(onDeath).toHaveBeenCalledOnce();
    const again = await extractor.extract(resource, go);
    expect(again.experiences).toHaveLength(2);
    expect(threads).toHaveLength(2);
  });

  it('stops at once when the signal aborts, and a new one goes on', async () => {
    const stop = new AbortController();
    const embedder = embedderThat(async () => stop.abort(new Error('Ctrl+C')));
    const { extractor, onDeath } = start({ embedder });
    const resource = await readResource('html-headings');
    await expect(extractor.extract(resource, stop.signal)).rejects.toThrow('Ctrl+C');
    expect((await extractor.extract(resource, go)).experiences).toHaveLength(2);
    expect(onDeath).not.toHaveBeenCalled();
  });
});

describe('when the thread fails', () => {
  it.each(['meurs', 'échoue'])('(%s) says so of the resource, and reads the next one', async (fault) => {
    const { read, onDeath } = startFaulty();
    await expect(read(fault)).rejects.toMatchObject(unreadable);
    expect(onDeath).toHaveBeenCalledOnce();
    expect((await read('un')).notes).toEqual([
      { code: 'place-unknown', detail: 'un', resourceId: 'ressource', line: 1 },
    ]);
    expect(threads).toHaveLength(2);
  });

  it('(stuck) gives up with the time waited, and reads the next resource', async () => {
    const { read, onDeath } = startFaulty({ limits: { silenceMs: 2_000 } });
    await expect(read('bloque')).rejects.toThrow('la lecture dépasse 2 secondes');
    expect(onDeath).toHaveBeenCalledOnce();
    expect((await read('un')).notes).toHaveLength(1);
  });

  it('is not given up while it waits for the model', async () => {
    const fake = createFakeEmbedder();
    const embedder: Embedder = {
      ...fake,
      embedQuery: (text) => new Promise((resolve) => setTimeout(() => resolve(fake.embedQuery(text)), 1_500)),
    };
    const { read } = startFaulty({ embedder, limits: { silenceMs: 1_000 } });
    expect((await read('demande')).notes).toHaveLength(1);
  });

  it('passes on the error of the model', async () => {
    const late = new Error('trop tard');
    const embedder = { ...createFakeEmbedder(), embedQuery: () => Promise.reject(late) };
    const { read, onDeath } = startFaulty({ embedder });
    await expect(read('demande')).rejects.toBe(late);
    expect(onDeath).not.toHaveBeenCalled();
  });

  it('at its start, does not blame the resource, and tries again at the next one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'extractor-'));
    const fatal = join(folder, 'fatal');
    await writeFile(fatal, '');
    const { read } = startFaulty({ entry: new URL(`?start=${fatal}`, FAULTY) });
    await expect(read('un')).rejects.toMatchObject(unavailable);
    await rm(folder, { recursive: true });
    expect((await read('un')).notes).toHaveLength(1);
  });
});

describe('when there is nothing left to read', () => {
  it('ends, and starts again for the next resource', async () => {
    const { read } = startFaulty({ limits: { idleMs: 1 } });
    await read('un');
    await vi.waitFor(() => expect(threads[0]?.threadId).toBe(-1), { timeout: 30_000 });
    expect((await read('deux')).notes).toHaveLength(1);
    expect(threads).toHaveLength(2);
  });

  it('closes at once, failing the current resource and later ones', async () => {
    const { extractor, read } = startFaulty();
    await read('un');
    const stuck = expect(read('bloque')).rejects.toMatchObject(unavailable);
    // Lets the request start first.
    await new Promise((resolve) => setImmediate(resolve));
    const [thread] = threads;
    if (thread === undefined) throw new Error('a thread was started');
    const exit = once(thread, 'exit');
    await extractor.close();
    await Promise.all([stuck, exit]);
    await expect(read('deux')).rejects.toMatchObject(unavailable);
    expect(threads).toHaveLength(1);
  });
});
