import { and, eq, inArray, notExists, notInArray, sql } from 'drizzle-orm';
import type { Publication } from '../../../ports/import-store.ts';
import { elementsOf, idRowSchema } from '../rows/columns.ts';
import type { Database } from '../session/database.ts';
import { runStatement } from '../session/run-statement.ts';
import { auditEntries, corrections } from '../tables/editing.ts';
import { experiences } from '../tables/experiences.ts';
import { extractions, importJobs, resources, sourceChecks, stagedChanges } from '../tables/imports.ts';

// A publication that brings a correction `erased` removes all copies of the fiche. The id stays in its corrections, so
// that imports leave it out, and in the audit, which keeps who changed it, when, and by what action.

/** Ids of the fiches that a publication erases. */
export const erasedBy = ({ corrections }: Publication): readonly string[] =>
  corrections
    .filter(({ field, value }) => field === 'erased' && value === true)
    .map(({ experienceId }) => experienceId);

/**
 * Erases the resources of the erased fiches, and the changes staged from them. A resource that has other fiches loses
 * its text, and they lose their evidence. Runs before any change of the publication.
 */
export async function eraseSources(database: Database, erased: readonly string[], batch: string) {
  const ids = elementsOf(erased);
  const drawn = sql`${extractions.document} -> 'experiences' @> jsonb_build_array(jsonb_build_object('draft', jsonb_build_object('id', erased)))`;
  const selectSources = sql`
    select ${experiences.resourceId} as id from ${experiences}
    where ${experiences.id} in (${ids}) and ${experiences.resourceId} is not null union
    select ${extractions.resourceId} from ${extractions}, (${ids}) as given(erased) where ${drawn} union
    select ${resources.id} from ${resources}, (${ids}) as given(erased) where starts_with(erased, ${resources.id} || '--')`;
  const sources = await runStatement(database, selectSources, idRowSchema);
  await database.delete(experiences).where(inArray(experiences.id, erased));
  await database.delete(extractions).where(inArray(extractions.resourceId, sources));
  const ofResource = database.select().from(experiences).where(eq(experiences.resourceId, resources.id));
  await database.delete(resources).where(and(inArray(resources.id, sources), notExists(ofResource)));
  const emptied = sql`${resources.document} || '{"text": "", "blocks": []}'`;
  await database
    .update(resources)
    .set({ document: emptied, contentHash: '' })
    .where(inArray(resources.id, sources));
  await database
    .update(experiences)
    .set({ evidence: [], rereading: null })
    .where(inArray(experiences.resourceId, sources));
  await database.execute(sql`delete from ${stagedChanges} where ${stagedChanges.batch} <> ${batch} and exists (
    select from (${elementsOf([...erased, ...sources])}) as given(name)
    where strpos(${stagedChanges.payload}::text, to_jsonb(name)::text) > 0
  )`);
}

/** Erases the values of the audit and of corrections, and the lines of import reports. */
export async function eraseRecords(database: Database, erased: readonly string[]) {
  const ids = elementsOf(erased);
  const { experienceId, field } = corrections;
  await database
    .update(auditEntries)
    .set({ before: null, after: null })
    .where(inArray(auditEntries.subject, erased));
  await database
    .delete(corrections)
    .where(and(inArray(experienceId, erased), notInArray(field, ['deleted', 'erased'])));
  await database.execute(sql`delete from ${sourceChecks} where not exists (
    select from ${experiences} where ${experiences.document} -> 'source' ->> 'url' = ${sourceChecks.url}
  )`);
  await database.execute(sql`update ${importJobs} set report = report || jsonb_build_object(
    'changes', (
      select coalesce(jsonb_agg(change), '[]') from jsonb_array_elements(report -> 'changes') as change
      where change ->> 'id' not in (${ids})
    ),
    'notes', (
      select coalesce(jsonb_agg(note), '[]') from jsonb_array_elements(report -> 'notes') as note
      where not exists (select from (${ids}) as given(erased) where starts_with(erased, note ->> 'resourceId'))
    )
  ) where report is not null`);
}
