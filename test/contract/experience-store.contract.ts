import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDrizzleExperienceStore } from '../../src/adapters/store/drizzle-experience-store.ts';
import { createDrizzleImportStore } from '../../src/adapters/store/drizzle-import-store.ts';
import { createDrizzleFeedbackStore } from '../../src/adapters/store/drizzle-public-stores.ts';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { describeChanges } from './store-changes.contract.ts';
import { describeEditing } from './store-editing.contract.ts';
import { describeErasure } from './store-erasure.contract.ts';
import { describeIdentity } from './store-identity.contract.ts';
import { describeImports } from './store-imports.contract.ts';
import { describePublishingJobs } from './store-jobs.contract.ts';
import { describeStoreLifecycle } from './store-lifecycle.contract.ts';
import { describeMembersOnly } from './store-members.contract.ts';
import { describePlaces } from './store-places.contract.ts';
import { describeProposals } from './store-proposals.contract.ts';
import { describePublication } from './store-publication.contract.ts';
import { describeRecent } from './store-recent.contract.ts';
import { describeRetrieval } from './store-retrieval.contract.ts';
import { question, vectorOf } from './store-samples.ts';
import { describeSearch } from './store-search.contract.ts';
import { describeStaging } from './store-staging.contract.ts';
import type { StoreSubject } from './store-subject.ts';
import { describeWords } from './store-words.contract.ts';
import { createStoreWriter } from './store-writer.ts';
import { describeWriting } from './store-writing.contract.ts';

const TIMEOUT_MS = 20_000;

/**
 * Contract of the experience and import stores, on any database.
 * @param connect opens the suite's own database, empty the first time, with its data after a close
 */
export function experienceStoreContract(connect: (timeoutMs: number) => Promise<StoreConnection>): void {
  const open = async (timeoutMs: number) => {
    const connection = await connect(timeoutMs);
    const imports = createDrizzleImportStore(connection);
    return {
      connection,
      store: createDrizzleExperienceStore(connection),
      imports,
      feedback: createDrizzleFeedbackStore(connection),
      writer: createStoreWriter(imports),
    };
  };
  let opened: Awaited<ReturnType<typeof open>>;
  const subject: StoreSubject = {
    get store() {
      return opened.store;
    },
    get imports() {
      return opened.imports;
    },
    get feedback() {
      return opened.feedback;
    },
    get writer() {
      return opened.writer;
    },
    get connection() {
      return opened.connection;
    },
    async retrieve(request, audience) {
      return (await opened.store.retrieve(request, audience)).candidates;
    },
    async answer(request, audience) {
      const { candidates } = await opened.store.retrieve(request, audience);
      const ids = candidates.map(({ experience }) => experience.id).sort();
      const { contents } = await opened.store.readContents(ids, request.embedding, audience);
      return ids.flatMap((id) => contents.get(id) ?? []);
    },
    async search(request, audience) {
      return (await opened.store.search(request, audience)).page;
    },
    async reopen(timeoutMs = TIMEOUT_MS) {
      await opened.store.close();
      opened = await open(timeoutMs);
    },
  };

  beforeAll(async () => {
    opened = await open(TIMEOUT_MS);
  });
  afterAll(() => opened?.store.close());

  it('starts empty and unpublished', async () => {
    expect(await subject.store.currentVersion('public')).toBeNull();
    expect(await subject.store.loadSnapshot('members')).toBeNull();
    expect(await subject.imports.loadState()).toEqual({
      revision: 0,
      recipe: null,
      resources: new Map(),
      experiences: new Map(),
      corrections: [],
    });
    expect(await subject.store.listRecent({}, 50, 'members')).toEqual({ version: null, items: [] });
    expect(await subject.store.retrieve(question({ embedding: vectorOf(1) }), 'members')).toEqual({
      version: null,
      candidates: [],
    });
  });

  describeWriting(subject);
  describeStaging(subject);
  describeImports(subject);
  describeIdentity(subject);
  describePublishingJobs(subject);
  describeEditing(subject);
  describeErasure(subject);
  describeProposals(subject);
  describeWords(subject);
  describePublication(subject);
  describeRetrieval(subject);
  describeSearch(subject);
  describePlaces(subject);
  describeRecent(subject);
  describeChanges(subject);
  describeMembersOnly(subject);
  describeStoreLifecycle(subject);
}
