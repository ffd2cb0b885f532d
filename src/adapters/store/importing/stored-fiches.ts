import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { isKept } from '../../../domain/text/kept-text.ts';
import { type ImportStore, storedFicheSchema } from '../../../ports/import-store.ts';
import { seenBy } from '../reading/visibility.ts';
import { idRowSchema, isoInstant, listOf } from '../rows/columns.ts';
import type { StatementRunner } from '../session/run-statement.ts';
import { correctionsOf } from './stored-state.ts';

const AUDIT_ENTRY = sql`json_build_object(
  'at', ${isoInstant('at')}, 'actor', actor,
  'actorLabel', (select label from api_keys where prefix = audit_entries.actor),
  'action', action, 'subject', subject, 'before', before, 'after', after
)`;

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
      const entries = sql`audit_entries where subject = ${id} and action in ('add', 'correct', 'merge', 'delete')`;
      const statement = sql`
        select experiences.document as experience, ${isoInstant('changed_at')} as "changedAt", draft, evidence,
          confidence, status, by_hand as "byHand", experiences.origin, resource.document as resource,
          ${isoInstant('gone_since')} as "goneSince",
          ${correctionsOf(sql`corrections where experience_id = ${id}`)} as corrections,
          ${listOf(AUDIT_ENTRY, entries, sql`id`)} as audit
        from ${seenBy(reader)} left join resources as resource on resource.id = resource_id
        where experiences.id = ${id}`;
      return await readFirst('lecture d’une fiche', statement, storedFicheSchema, signal);
    },
    /** Follows merges, from an experience that was once public to the first one that the reader may see. */
    async findRemaining(id, reader, signal) {
      if (!isKept(id)) return null;
      const statement = sql`
        with recursive trail(id, step) as (
          select experience_id::text, 0 from public_changes where experience_id = ${id}
          union all
          select value #>> '{}', step + 1 from trail
            join corrections on experience_id = trail.id and field = 'mergedInto'
          where step < ${MOST_MERGES}::int
        )
        select id from trail join ${seenBy(reader)} using (id) where step > 0 order by step limit 1`;
      return await readFirst('recherche d’une fiche fusionnée', statement, idRowSchema, signal);
    },
    async hasTraces(id) {
      if (!isKept(id)) return false;
      const statement = sql`select exists (select from corrections where experience_id = ${id})
        or exists (
          select from audit_entries where subject = ${id} and action in ('correct', 'merge', 'delete', 'erase')
        ) as known`;
      return await readOne('recherche d’une fiche', statement, traceRowSchema);
    },
  } satisfies Partial<ImportStore>;
}
