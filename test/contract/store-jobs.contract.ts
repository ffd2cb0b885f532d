import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDrizzleJobStore } from '../../src/adapters/store/drizzle-job-store.ts';
import { ImportWithdrawn } from '../../src/application/import/import-documents.ts';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import type { ImportStore } from '../../src/ports/import-store.ts';
import { createImportBench, draft, fileItem } from './import-bench.ts';
import { newRecipe } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

export function describePublishingJobs(subject: StoreSubject): void {
  async function claimJob() {
    const jobs = createDrizzleJobStore(subject.connection);
    const id = randomUUID();
    const origin = { kind: 'url', url: 'https://example.org/' } as const;
    await jobs.create({ id, origin, isDryRun: false, policy: STRICT_POLICY, actor: 'ess_a' }, 100);
    const claimed = await jobs.claim();
    expect(claimed?.id).toBe(id);
    return { jobs, job: { id, attempt: claimed?.attempt ?? 0 } };
  }
  /** Imports one fiche for a job; `around` wraps the store's `publish`. */
  const importFiche = (id: string, job: { id: string; attempt: number }, around: Partial<ImportStore> = {}) =>
    createImportBench({ imports: { ...subject.imports, ...around }, feedback: subject.feedback }).import(
      [fileItem(draft({ id }))],
      { job },
      id,
    );
  const isPublished = async (id: string) => (await subject.store.findById(id, 'public')) !== null;

  describe('publication of an import job', () => {
    beforeEach(async () => {
      await subject.writer.startWith(newRecipe());
      await createImportBench(subject).index(true);
    });

    it('ends the job with its report in the same transaction', async () => {
      const { jobs, job } = await claimJob();
      const report = await importFiche('f1', job, {
        async publish(batch, publication) {
          const outcome = await subject.imports.publish(batch, publication);
          // The process could die here: nothing remains to be written.
          expect(await jobs.find(job.id)).toMatchObject({ state: 'succeeded', failure: null });
          expect(await jobs.cancel(job.id)).toBe(false);
          return outcome;
        },
      });
      expect(await isPublished('f1')).toBe(true);
      expect(report.experiences.added).toBe(1);
      const ended = await jobs.find(job.id);
      expect(ended).toMatchObject({ state: 'succeeded', report });
      expect(ended?.endedAt).not.toBeNull();
    });

    it('is refused when the job was just cancelled, or taken by another attempt', async () => {
      const { jobs, job } = await claimJob();
      const cancelled = importFiche('f2', job, {
        async publish(batch, publication) {
          expect(await jobs.cancel(job.id)).toBe(true);
          return subject.imports.publish(batch, publication);
        },
      });
      await expect(cancelled).rejects.toThrow(ImportWithdrawn);
      expect(await isPublished('f2')).toBe(false);
      expect(await jobs.find(job.id)).toMatchObject({ state: 'cancelled', report: null });

      const other = await claimJob();
      const stale = { ...other.job, attempt: other.job.attempt + 1 };
      await expect(importFiche('f3', stale)).rejects.toThrow(ImportWithdrawn);
      expect(await isPublished('f3')).toBe(false);
      expect(await other.jobs.find(other.job.id)).toMatchObject({ state: 'running' });
      await importFiche('f3', other.job);
      expect(await isPublished('f3')).toBe(true);
    });

    it('succeeds if and only if a concurrent cancellation fails', async () => {
      for (let round = 0; round < 12; round += 1) {
        const { jobs, job } = await claimJob();
        const id = `g${round}`;
        let cancelling: Promise<boolean> = Promise.resolve(false);
        await importFiche(id, job, {
          async publish(batch, publication) {
            const publishing = subject.imports.publish(batch, publication);
            cancelling = sleep(round * 3).then(() => jobs.cancel(job.id));
            return publishing;
          },
        }).catch((error: unknown) => expect(error).toBeInstanceOf(ImportWithdrawn));
        const wasCancelled = await cancelling;
        expect(await isPublished(id)).toBe(!wasCancelled);
        expect((await jobs.find(job.id))?.state).toBe(wasCancelled ? 'cancelled' : 'succeeded');
      }
    });
  });
}
