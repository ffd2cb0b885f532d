import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, json, jsonb, pgTable, sparsevec, text } from 'drizzle-orm/pg-core';
import { LEXICAL_DIMENSIONS } from '../../../domain/matching/retrieval.ts';
import { bytewiseText, instant, wordPositions } from './columns.ts';
import { resources } from './resources.ts';

/** One row an experience: all of it in `document`, and beside it the columns of filters and searches. */
export const experiences = pgTable(
  'experiences',
  {
    id: bytewiseText('id').primaryKey(),
    /** Hash of the input, corrections included; an experience with the same hash is not written again. */
    contentHash: text('content_hash').notNull(),
    /** Hash of the visible content, independent of the recipe; a part of the audience's version. */
    revision: text('revision').notNull(),
    access: text('access').notNull(),
    setting: text('setting'),
    year: integer('year'),
    themes: text('themes').array().notNull(),
    levers: text('levers').array().notNull(),
    /** Kinds of its territories, without duplicates, like the codes of départements and régions below. */
    kinds: text('kinds').array().notNull(),
    departments: text('departments').array().notNull(),
    regions: text('regions').array().notNull(),
    document: jsonb('document').notNull(),
    /** The fiche as given or extracted, before corrections and completion from the register. */
    draft: jsonb('draft').notNull(),
    /** Import that owns it: `corpus`, `resource` or `file`. The starter corpus only removes its own. */
    origin: text('origin').notNull().default('corpus'),
    resourceId: bytewiseText('resource_id').references(() => resources.id, { onDelete: 'cascade' }),
    /** Position of each field in the text of the resource. */
    evidence: jsonb('evidence').notNull().default([]),
    /** Hidden by a person: only editors see it. */
    hidden: boolean('hidden').notNull().default(false),
    /** Stored in the row (see migration 0007), because a search reads many of them. */
    lexical: sparsevec('lexical', { dimensions: LEXICAL_DIMENSIONS }).notNull(),
    /** Dimensions of `lexical`. */
    terms: integer('terms').array().notNull(),
    /** Stems of its texts, in order: a search by words finds expressions in them. */
    words: wordPositions('words').notNull().default(''),
    /** Part of the document that the ranking compares. */
    traits: json('traits').notNull(),
    /** Last change visible to readers; changes of the register or of the recipe alone do not count. */
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    check('experiences_access_known', sql`${table.access} in ('public', 'members')`),
    // Visibility reads the column, which must agree with the document.
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
    index('experiences_words').using('gin', table.words),
  ],
);
