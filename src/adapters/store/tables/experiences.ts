import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, json, jsonb, pgTable, sparsevec, text } from 'drizzle-orm/pg-core';
import { LEXICAL_DIMENSIONS } from '../../../domain/matching/retrieval.ts';
import { bytewiseText, instant } from './columns.ts';
import { resources } from './resources.ts';

/** One row an experience: the whole of it in `document`, and what filters and searches beside it. */
export const experiences = pgTable(
  'experiences',
  {
    id: bytewiseText('id').primaryKey(),
    /** Of all that is given for it, corrections included: the same one is not written again. */
    contentHash: text('content_hash').notNull(),
    /** Of all that can be seen of it, whatever the recipe: names what a reader may keep in memory. */
    revision: text('revision').notNull(),
    access: text('access').notNull(),
    setting: text('setting'),
    year: integer('year'),
    themes: text('themes').array().notNull(),
    levers: text('levers').array().notNull(),
    /** Of its territories, like the codes of the départements and régions; without duplicates. */
    kinds: text('kinds').array().notNull(),
    departments: text('departments').array().notNull(),
    regions: text('regions').array().notNull(),
    document: jsonb('document').notNull(),
    /** As it was given or drawn, before corrections and before the register completed it. */
    draft: jsonb('draft').notNull(),
    /** Which import owns it: `corpus`, `resource` or `file`. The starter corpus only removes its own. */
    origin: text('origin').notNull().default('corpus'),
    resourceId: bytewiseText('resource_id').references(() => resources.id, { onDelete: 'cascade' }),
    /** Where each field stands in the text of the resource. */
    evidence: jsonb('evidence').notNull().default([]),
    /** Hidden by a person: nobody reads it, whatever their rights, but who edits it. */
    hidden: boolean('hidden').notNull().default(false),
    /** Kept in the row (see migration 0007), because a search reads many of them. */
    lexical: sparsevec('lexical', { dimensions: LEXICAL_DIMENSIONS }).notNull(),
    /** Dimensions of `lexical`. */
    terms: integer('terms').array().notNull(),
    /** What the ranking compares; a part of the document. */
    traits: json('traits').notNull(),
    /** When what is told of it last changed for its readers: what only the register or the recipe changes does not count. */
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    check('experiences_access_known', sql`${table.access} in ('public', 'members')`),
    // The column is what hides an experience: it cannot disagree with the document.
    check(
      'experiences_access_agrees',
      sql`${table.document} ->> 'access' is not distinct from ${table.access}`,
    ),
    check('experiences_id_agrees', sql`${table.document} ->> 'id' is not distinct from ${table.id}`),
    check('experiences_origin_known', sql`${table.origin} in ('corpus', 'resource', 'file')`),
    check(
      'experiences_resource_agrees',
      sql`(${table.origin} = 'resource') = (${table.resourceId} is not null)`,
    ),
    index('experiences_resource').on(table.resourceId),
    index('experiences_themes').using('gin', table.themes),
    index('experiences_levers').using('gin', table.levers),
    index('experiences_departments').using('gin', table.departments),
    index('experiences_regions').using('gin', table.regions),
    index('experiences_terms').using('gin', table.terms),
  ],
);
