import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import type { themeListSchema } from './schemas.ts';

type CountedThemes = Awaited<ReturnType<Essaimage['listThemes']>>;

export function presentThemes(themes: CountedThemes): z.infer<typeof themeListSchema> {
  return {
    themes: themes.map(({ theme: { id, label }, experienceCount }) => ({ id, label, experienceCount })),
  };
}
