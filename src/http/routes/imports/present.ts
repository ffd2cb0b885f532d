import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import type { importSchema } from './schemas.ts';

type ImportJob = Awaited<ReturnType<Essaimage['imports']['get']>>;

export function presentImport({ isDryRun, actor, report, ...job }: ImportJob): z.infer<typeof importSchema> {
  return {
    ...job,
    dryRun: isDryRun,
    requestedBy: actor,
    report:
      report === null
        ? null
        : {
            ...report,
            notes: [...report.notes],
            changes: report.changes.map((change) => ({ ...change, fields: [...change.fields] })),
          },
  };
}
