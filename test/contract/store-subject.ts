import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { createDrizzleFeedbackStore } from '../../src/adapters/store/drizzle-public-stores.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import type { Audience } from '../../src/domain/experience/experience.ts';
import type { RetrievalRequest, SearchRequest } from '../../src/ports/experience-store.ts';
import { experience, indexed } from './store-samples.ts';
import { createStoreWriter } from './store-writer.ts';

const TIMEOUT_MS = 20_000;

/** Runs statements outside of the stores; returns the rows of the only one. */
export const query = (connection: Pick<StoreConnection, 'run'>, text: string) =>
  connection.run('essai', ({ $client }) => $client.unsafe(text));

function openStores(connection: StoreConnection) {
  const imports = createDrizzleImportStore(connection);
  return {
    connection,
    store: createDrizzleExperienceStore(connection),
    imports,
    feedback: createDrizzleFeedbackStore(connection),
    writer: createStoreWriter(imports),
  };
}

/** The stores under test, to be opened before use. */
export class StoreSubject {
  readonly #connect: (timeoutMs: number) => Promise<StoreConnection>;
  #opened: ReturnType<typeof openStores> | null = null;

  /** @param connect opens the suite's own database, empty the first time, with its data after a close */
  constructor(connect: (timeoutMs: number) => Promise<StoreConnection>) {
    this.#connect = connect;
  }

  get #stores() {
    if (this.#opened === null) throw new Error('the stores are not open');
    return this.#opened;
  }
  get connection() {
    return this.#stores.connection;
  }
  get store() {
    return this.#stores.store;
  }
  get imports() {
    return this.#stores.imports;
  }
  get feedback() {
    return this.#stores.feedback;
  }
  get writer() {
    return this.#stores.writer;
  }

  async reopen(timeoutMs = TIMEOUT_MS): Promise<void> {
    await this.close();
    this.#opened = openStores(await this.#connect(timeoutMs));
  }

  async close(): Promise<void> {
    await this.#opened?.imports.settle();
    await this.#opened?.store.close();
  }

  save(given: Parameters<typeof experience>[0], content?: Parameters<typeof indexed>[1]): Promise<void> {
    return this.writer.save(indexed(experience(given), content));
  }

  query(text: string) {
    return query(this.connection, text);
  }

  /** Returns the candidates without their version. */
  async retrieve(request: RetrievalRequest, audience: Audience) {
    return (await this.store.retrieve(request, audience)).candidates;
  }

  async answer(request: RetrievalRequest, audience: Audience) {
    const ids = (await this.retrieve(request, audience)).map(({ experience }) => experience.id).sort();
    const { contents } = await this.store.readContents(ids, request.embedding, audience);
    return ids.flatMap((id) => contents.get(id) ?? []);
  }

  /** Returns a page without its version. */
  async search(request: SearchRequest, audience: Audience) {
    return (await this.store.search(request, audience)).page;
  }
}
