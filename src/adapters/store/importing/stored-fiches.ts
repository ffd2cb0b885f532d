import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isKept } from '../../../domain/text/kept-text.ts';
import { type ImportStore, storedFicheSchema } from '../../../ports/import-store.ts';
import { seenBy, shown } from '../reading/visibility.ts';
import { idRowSchema, isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { apiKeys } from '../tables/access.ts';
import { auditEntries, corrections } from '../tables/editing.ts';
import { resources } from '../tables/imports.ts';
import { publicChanges } from '../tables/search-index.ts';
import { correctionsOf } from './stored-state.ts';

const AUDIT_ENTRY = sql`json_build_object(
  'at', ${isoInstant(auditEntries.at)}, 'actor', ${auditEntries.actor},
  'actorLabel', (select ${apiKeys.label} from ${apiKeys} where ${apiKeys.prefix} = ${auditEntries.actor}),
  'action', ${auditEntries.action}, 'subject', ${auditEntries.subject}, 'before', ${auditEntries.before},
  'after', ${auditEntries.after}
)`;

/** Entries of the audit about a fiche that tell some actions. */
const changesOf = (id: string, actions: SQL) =>
  sql`${auditEntries} where ${auditEntries.subject} = ${id} and ${auditEntries.action} in ${actions}`;

const traceRowSchema = z.object({ known: z.boolean() }).transform(({ known }) => known);

/** Merges that are followed from one address: a bound for corrections that lead back to their start. */
const MOST_MERGES = 20;

export function fichesOf({ readFirst, readOne }: StatementRunner) {
  return {
    /**
     * Without a row, nothing but the index is read: a fiche that the reader may not see takes as long as none, long or
     * short (docs/adr/0013-keys-scopes-and-import-jobs.md).
     */
    async loadFiche(id, reader, signal) {
      if (!isKept(id)) return null;
      const entries = changesOf(id, sql`('add', 'correct', 'merge', 'delete')`);
      const statement = sql`
        select ${shown.document} as experience, ${isoInstant(shown.changedAt)} as "changedAt", ${shown.draft},
          ${shown.evidence}, ${shown.confidence}, ${shown.status}, ${shown.byHand} as "byHand", ${shown.rereading},
          ${shown.origin},
          ${resources.document} as resource, ${isoInstant(resources.goneSince)} as "goneSince",
          ${correctionsOf(sql`${corrections} where ${corrections.experienceId} = ${id}`)} as corrections,
          ${listOf(AUDIT_ENTRY, entries, sql`${auditEntries.id}`)} as audit
        from ${seenBy(reader)} left join ${resources} on ${resources.id} = ${shown.resourceId}
        where ${shown.id} = ${id}`;
      return await readFirst('lecture d’une fiche', statement, storedFicheSchema, signal);
    },
    /** Follows merges, from an experience that was once public to the first one that the reader may see. */
    async findRemaining(id, reader, signal) {
      if (!isKept(id)) return null;
      const statement = sql`
        with recursive trail(id, step) as (
          select ${publicChanges.experienceId}::text, 0 from ${publicChanges} where ${publicChanges.experienceId} = ${id}
          union all
          select ${corrections.value} #>> '{}', step + 1 from trail
            join ${corrections} on ${corrections.experienceId} = trail.id and ${corrections.field} = 'mergedInto'
          where step < ${MOST_MERGES}::int
        )
        select id from trail join ${seenBy(reader)} using (id) where step > 0 order by step limit 1`;
      return await readFirst('recherche d’une fiche fusionnée', statement, idRowSchema, signal);
    },
    async hasTraces(id) {
      if (!isKept(id)) return false;
      const statement = sql`select exists (select from ${corrections} where ${corrections.experienceId} = ${id})
        or exists (select from ${changesOf(id, sql`('correct', 'merge', 'delete', 'erase')`)}) as known`;
      return await readOne('recherche d’une fiche', statement, traceRowSchema);
    },
  } satisfies Partial<ImportStore>;
}
