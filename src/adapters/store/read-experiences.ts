import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../domain/experience/experience.ts';
import { experienceSchema } from './experience-document.ts';
import { publications } from './schema.ts';
import { visibleTo } from './visibility.ts';

export const documentRowSchema = z.object({ document: experienceSchema });

export const experienceRowSchema = z.object({
  version: z.string().nullable(),
  document: experienceSchema.nullable(),
});

/** Always one row, whose document is null when the experience is not visible. */
export function selectExperience(id: string, audience: Audience): SQL {
  return sql`
    select
      (select version from ${publications} where audience = ${audience}) as version,
      (select document from ${visibleTo(audience)} where id = ${id}) as document`;
}
