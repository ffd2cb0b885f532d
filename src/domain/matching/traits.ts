import type { Experience } from '../experience/experience.ts';

/** Fields of an experience that the ranking compares; its texts are read once it is chosen. */
export interface ExperienceTraits extends Pick<Experience, 'id' | 'setting' | 'themes' | 'territories'> {
  /** Ids of the levers that it used, most important first. */
  readonly levers: readonly string[];
}

export function traitsOf({ id, setting, themes, levers, territories }: Experience): ExperienceTraits {
  return { id, setting, themes, levers: levers.map(({ lever }) => lever), territories };
}
