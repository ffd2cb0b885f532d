import { z } from 'zod';
import { labelSchema } from '../experiences/schemas.ts';

export const themeListSchema = z
  .object({
    themes: z
      .array(
        labelSchema.extend({ experienceCount: z.int().describe('Nombre d’expériences qui le portent.') }),
      )
      .describe('Dans l’ordre de la taxonomie.'),
  })
  .meta({ id: 'ThemeList', description: 'Les thèmes de la taxonomie.' });
