import { z } from 'zod';
import { type Experience, experienceSchema } from '../experience/experience.ts';

/** Fields of an experience that the ranking compares, its levers by id; its texts are read once it is chosen. */
export const traitsSchema = experienceSchema
  .pick({ id: true, setting: true, themes: true, territories: true })
  .extend({ levers: z.array(z.string()) });

export interface ExperienceTraits extends Pick<Experience, 'id' | 'setting' | 'themes' | 'territories'> {
  /** Ids of the levers that it used, most important first. */
  readonly levers: readonly string[];
}

export function traitsOf({ id, setting, themes, levers, territories }: Experience): ExperienceTraits {
  return { id, setting, themes, levers: levers.map(({ lever }) => lever), territories };
}
