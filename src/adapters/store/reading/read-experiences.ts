import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Audience } from '../../../domain/experience/experience.ts';
import { experienceSchema } from '../../../domain/experience/experience.ts';
import { visibleTo } from './visibility.ts';

export const documentRowSchema = z.object({ document: experienceSchema });

/** No row when the experience is not visible. */
export function selectExperience(id: string, audience: Audience): SQL {
  return sql`select document from ${visibleTo(audience)} where id = ${id}`;
}
