import { afterEach, describe, expect, it } from 'vitest';
import type { StoreConnection } from './database.ts';
import type { IndexVersions } from './version-source.ts';
import { type Listener, VersionWatch } from './watch-versions.ts';

const versions = (name: string): IndexVersions => ({ public: name, members: name });

/** A database whose answers are given by hand, in the order of the questions. */
function answeredByHand() {
  const asked: ((name: string) => void)[] = [];
  const connection: Pick<StoreConnection, 'run'> = {
    run: (_operation, work) =>
      new Promise((resolve, reject) => {
        asked.push((name) => {
          const rows = [{ public_version: name, members_version: name }];
          const client = { unsafe: async () => rows };
          // Only what a statement needs of a database.
          work(Object.create(null, { $client: { value: client } })).then(resolve, reject);
        });
      }),
  };
  return { connection, asked };
}

const listeners: { onNotice: () => void; ended: boolean }[] = [];
function listen(): Listener {
  const listener = { onNotice: () => {}, ended: false };
  listeners.push(listener);
  return {
    async listen(_channel: string, onNotice: (value: string) => void) {
      listener.onNotice = () => onNotice('');
    },
    async end() {
      listener.ended = true;
    },
  };
}

function start() {
  const database = answeredByHand();
  const watch = new VersionWatch(database.connection, listen);
  return { ...database, watch };
}

afterEach(() => {
  listeners.length = 0;
});

describe('what is published', () => {
  it('is asked again when something was published while it was asked', async () => {
    const { watch, asked } = start();
    const first = watch.current();
    watch.doubt();
    const second = watch.current();
    asked[1]?.('new');
    expect(await second).toEqual(versions('new'));
    asked[0]?.('old');
    expect(await first).toEqual(versions('new'));
    expect(await watch.current()).toEqual(versions('new'));
    await watch.close();
  });

  it('never goes back to what was asked before it was learnt', async () => {
    const { watch, asked } = start();
    const before = performance.now();
    const first = watch.current();
    asked[0]?.('new');
    expect(await first).toEqual(versions('new'));
    watch.learn(versions('old'), before);
    expect(await watch.current()).toEqual(versions('new'));
    await watch.close();
  });

  it('is asked again as soon as a publication is told', async () => {
    const { watch, asked } = start();
    const first = watch.current();
    asked[0]?.('old');
    await first;
    await expect.poll(() => listeners.length).toBe(1);
    const before = asked.length;
    listeners[0]?.onNotice();
    expect(asked.length).toBe(before + 1);
    const next = watch.current();
    asked.at(-1)?.('new');
    expect(await next).toEqual(versions('new'));
    await watch.close();
    expect(listeners.map(({ ended }) => ended)).toEqual([true]);
  });

  it('opens no listener once closed', async () => {
    const { watch, asked } = start();
    const first = watch.current();
    const closing = watch.close();
    asked[0]?.('one');
    await first;
    await closing;
    expect(listeners).toEqual([]);
  });
});
