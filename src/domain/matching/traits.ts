import { z } from 'zod';
import { type Experience, experienceSchema } from '../experience/experience.ts';

/** Fields of an experience for the ranking, levers by id; the texts of the chosen ones are read later. */
export const traitsSchema = experienceSchema
  .pick({ id: true, setting: true, themes: true, territories: true })
  .extend({ levers: z.array(z.string()) });

export interface ExperienceTraits extends Pick<Experience, 'id' | 'setting' | 'themes' | 'territories'> {
  /** Ids of its levers, most important first. */
  readonly levers: readonly string[];
}

export function traitsOf({ id, setting, themes, levers, territories }: Experience): ExperienceTraits {
  return { id, setting, themes, levers: levers.map(({ lever }) => lever), territories };
}
