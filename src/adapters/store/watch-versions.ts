import type { StoreConnection } from './database.ts';
import { readVersions } from './index-versions.ts';
import type { IndexVersions, VersionSource } from './version-source.ts';

/** The channel on which a publication says that it is done. */
export const PUBLICATION_CHANNEL = 'essaimage_published';

/** Between two looks, for what a lost notification would have told. */
const LOOK_MS = 400;

/** What was seen longer ago is not relied upon: another process may have published since. */
const FRESH_MS = 1_000;

/** The listening side of a client of postgres.js. */
export interface Listener {
  listen(channel: string, onNotice: (payload: string) => void): PromiseLike<unknown>;
  end(options: { readonly timeout: number }): Promise<void>;
}

/**
 * Watches what any process publishes: told at once by the database, and looking by itself in case it was not. What
 * it has not seen confirmed for a second it asks for. Starts to watch when it is first asked.
 */
export class VersionWatch implements VersionSource {
  readonly #connection: Pick<StoreConnection, 'run'>;
  readonly #listen: () => Listener;
  #known: IndexVersions | null = null;
  #seenAt = 0;
  /** When something was last learnt or doubted: what was asked before is older than that. */
  #changedAt = 0;
  #looking: Promise<IndexVersions> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #listener: Listener | null = null;
  #isClosed = false;

  /**
   * @param connection where it looks: not one that questions wait for, since they wait for what is seen
   * @param listen opens a client for notifications; opened again after the database went away
   */
  constructor(connection: Pick<StoreConnection, 'run'>, listen: () => Listener) {
    this.#connection = connection;
    this.#listen = listen;
  }

  async current(): Promise<IndexVersions> {
    if (this.#timer === null && !this.#isClosed) {
      this.#timer = setInterval(() => this.#lookUnasked(), LOOK_MS).unref();
      this.#lookUnasked();
    }
    const isFresh = performance.now() - this.#seenAt < FRESH_MS;
    return this.#known !== null && isFresh ? this.#known : this.#look();
  }

  learn(versions: IndexVersions, askedAt: number): void {
    if (askedAt < this.#changedAt) return;
    this.#known = versions;
    this.#seenAt = askedAt;
    this.#changedAt = performance.now();
  }

  doubt(): void {
    this.#known = null;
    this.#changedAt = performance.now();
    // What is asked already may answer from before.
    this.#looking = null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking?.catch(() => {});
    this.#stopListening();
  }

  #look(): Promise<IndexVersions> {
    if (this.#looking !== null) return this.#looking;
    const looking = this.#ask().finally(() => {
      if (this.#looking === looking) this.#looking = null;
    });
    this.#looking = looking;
    return looking;
  }

  /** Asks again when something is learnt or doubted before the answer, which is then older than it. */
  async #ask(): Promise<IndexVersions> {
    for (;;) {
      const askedAt = performance.now();
      const versions = await readVersions(this.#connection);
      this.learn(versions, askedAt);
      if (this.#known !== null) return this.#known;
    }
  }

  #lookUnasked(): void {
    this.#look().then(
      () => this.#startListening(),
      () => this.#stopListening(),
    );
  }

  #startListening(): void {
    if (this.#listener !== null || this.#isClosed) return;
    const listener = this.#listen();
    this.#listener = listener;
    const onNotice = () => {
      this.doubt();
      this.#lookUnasked();
    };
    listener.listen(PUBLICATION_CHANNEL, onNotice).then(undefined, () => {
      if (this.#listener === listener) this.#stopListening();
    });
  }

  /** What a client keeps of a lost connection cannot be trusted: the next look opens another one. */
  #stopListening(): void {
    this.#listener?.end({ timeout: 0 }).catch(() => {});
    this.#listener = null;
  }
}
