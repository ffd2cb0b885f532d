import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import type { StoreConnection } from './database.ts';
import { isStorable } from './experience-document.ts';
import { createFindCandidates } from './find-candidates.ts';
import { recipeRowSchema, replaceRecipe, selectRecipe, toRecipe } from './index-recipe.ts';
import {
  publishVersions,
  selectSnapshot,
  selectVersion,
  snapshotRowSchema,
  tidyTables,
  toSnapshot,
  versionRowSchema,
} from './publication.ts';
import {
  contentHashRowSchema,
  deleteExperiences,
  documentRowSchema,
  neighboursRowSchema,
  selectContentHashes,
  selectExperience,
  selectNeighbours,
} from './read-experiences.ts';
import { runStatement } from './run-statement.ts';
import { searchRowSchema, selectPage, toPage } from './search-experiences.ts';
import { upsertExperience } from './write-experience.ts';

/** Experiences in PostgreSQL with pgvector. Closing the store closes the connection. */
export function createDrizzleExperienceStore(connection: StoreConnection): ExperienceStore {
  const run = <T>(operation: string, statement: SQL, row: z.ZodType<T>): Promise<readonly T[]> =>
    connection.run(operation, (database) => runStatement(database, statement, row));

  return {
    ...readingMethods(run),
    ...recipeMethods(run),
    retrieve: createFindCandidates(connection),
    async listContentHashes() {
      const rows = await run('liste des contenus', selectContentHashes, contentHashRowSchema);
      return new Map(rows.map((row) => [row.id, row.content_hash]));
    },
    async save(indexed) {
      await run("enregistrement d'une expérience", upsertExperience(indexed), z.unknown());
    },
    async remove(ids) {
      await run("suppression d'expériences", deleteExperiences(ids.filter(isStorable)), z.unknown());
    },
    async ping() {
      await run('vérification', sql`select 1`, z.unknown());
    },
    close: () => connection.close(),
  };
}

type Run = <T>(operation: string, statement: SQL, row: z.ZodType<T>) => Promise<readonly T[]>;

function readingMethods(run: Run): Pick<ExperienceStore, 'findById' | 'search' | 'findSimilar'> {
  return {
    async findById(id, audience) {
      if (!isStorable(id)) return null;
      const [row] = await run("lecture d'une expérience", selectExperience(id, audience), documentRowSchema);
      return row?.document ?? null;
    },
    async search(request, audience) {
      const [row] = await run("recherche d'expériences", selectPage(request, audience), searchRowSchema);
      if (row === undefined) throw new TypeError('the search returned no row');
      return toPage(row, request.limit);
    },
    async findSimilar(id, limit, audience) {
      if (!isStorable(id)) return null;
      const statement = selectNeighbours(id, limit, audience);
      const [row] = await run("recherche d'expériences proches", statement, neighboursRowSchema);
      return row?.neighbours.map(({ document, cosine }) => ({ experience: document, cosine })) ?? null;
    },
  };
}

type RecipeMethod = 'currentVersion' | 'loadSnapshot' | 'loadRecipe' | 'saveRecipe' | 'publish';

function recipeMethods(run: Run): Pick<ExperienceStore, RecipeMethod> {
  return {
    async currentVersion(audience) {
      const [row] = await run("lecture de la version de l'index", selectVersion(audience), versionRowSchema);
      return row?.version ?? null;
    },
    async loadSnapshot(audience) {
      const [row] = await run("lecture de l'état de l'index", selectSnapshot(audience), snapshotRowSchema);
      return row === undefined ? null : toSnapshot(row);
    },
    async loadRecipe() {
      const [row] = await run('lecture de la recette', selectRecipe, recipeRowSchema);
      return row === undefined ? null : toRecipe(row);
    },
    async saveRecipe(recipe) {
      await run('enregistrement de la recette', replaceRecipe(recipe), z.unknown());
    },
    async publish() {
      await run("entretien de l'index", tidyTables, z.unknown());
      const published = await run("publication de l'index", publishVersions(), z.unknown());
      if (published.length === 0) throw new TypeError('nothing can be published before a recipe is saved');
    },
  };
}
