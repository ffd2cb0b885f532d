import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoreConnection } from '../../src/adapters/store/session/database.ts';
import { describeChanges } from './store-changes.contract.ts';
import { describeCorpus } from './store-corpus.contract.ts';
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
import { describeRereadings } from './store-rereadings.contract.ts';
import { describeRetrieval } from './store-retrieval.contract.ts';
import { question, vectorOf } from './store-samples.ts';
import { describeSearch } from './store-search.contract.ts';
import { describeStaging } from './store-staging.contract.ts';
import { StoreSubject } from './store-subject.ts';
import { describeWords } from './store-words.contract.ts';
import { describeWriting } from './store-writing.contract.ts';

/**
 * Contract of the experience and import stores, on any database.
 * @param connect opens the suite's own database, empty the first time, with its data after a close
 */
export function experienceStoreContract(connect: (timeoutMs: number) => Promise<StoreConnection>): void {
  const subject = new StoreSubject(connect);
  beforeAll(() => subject.reopen());
  afterAll(() => subject.close());

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
  describeCorpus(subject);
  describeImports(subject);
  describeIdentity(subject);
  describePublishingJobs(subject);
  describeEditing(subject);
  describeErasure(subject);
  describeProposals(subject);
  describeRereadings(subject);
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
