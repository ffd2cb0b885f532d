import type { Sql } from 'postgres';
import type { StoreConnection } from './database.ts';
import { readVersions } from './index-versions.ts';
import type { IndexVersions, VersionSource } from './version-source.ts';

/** The channel on which a publication says that it is done. */
export const PUBLICATION_CHANNEL = 'essaimage_published';

/** Between two looks, for what a lost notification would have told. */
const LOOK_MS = 400;

/** What was seen longer ago is not relied upon: another process may have published since. */
const FRESH_MS = 1_000;

/** Only the listening side of a client of its own. */
type Listener = Pick<Sql, 'listen' | 'end'>;

/** Knows the versions without asking for each question. Starts to watch when it is first asked. */
export interface VersionWatch extends VersionSource {
  close(): Promise<void>;
}

/**
 * Watches what any process publishes: told at once by the database, and looking by itself in case it was not. What
 * it has not seen confirmed for a second it asks for.
 * @param listen opens a client for notifications; opened again after the database went away
 */
export function watchVersions(
  connection: Pick<StoreConnection, 'run'>,
  listen: () => Listener,
): VersionWatch {
  let known: IndexVersions | null = null;
  let seenAt = 0;
  /** Counts what was learnt: an answer that was asked for before something was learnt is older than it. */
  let lessons = 0;
  let looking: Promise<IndexVersions> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let listener: Listener | null = null;

  /** @param at when it was asked: it may have changed since */
  function remember(versions: IndexVersions, at: number): void {
    known = versions;
    seenAt = at;
    lessons += 1;
  }

  async function ask(): Promise<IndexVersions> {
    const [before, at] = [lessons, performance.now()];
    const versions = await readVersions(connection);
    if (lessons === before) remember(versions, at);
    return known ?? versions;
  }

  function look(): Promise<IndexVersions> {
    looking ??= ask().finally(() => {
      looking = null;
    });
    return looking;
  }

  function startListening(): void {
    if (listener !== null) return;
    const opened = listen();
    listener = opened;
    opened.listen(PUBLICATION_CHANNEL, lookUnasked).catch(stopListening);
  }

  /** What a client keeps of a lost connection cannot be trusted: the next look opens another one. */
  function stopListening(): void {
    void listener?.end({ timeout: 0 });
    listener = null;
  }

  function lookUnasked(): void {
    look().then(startListening, stopListening);
  }

  return {
    learn: (versions) => remember(versions, performance.now()),
    doubt() {
      known = null;
    },
    async current() {
      if (timer === null) {
        timer = setInterval(lookUnasked, LOOK_MS).unref();
        lookUnasked();
      }
      return known !== null && performance.now() - seenAt < FRESH_MS ? known : look();
    },
    async close() {
      if (timer !== null) clearInterval(timer);
      stopListening();
      await looking?.catch(() => {});
    },
  };
}
