import { DomainError } from '../../domain/errors.ts';
import type { Audience, Experience } from '../../domain/experience/experience.ts';
import type { ExperienceStore, Neighbour } from '../../ports/experience-store.ts';

export type GetExperience = (id: string, audience: Audience, signal?: AbortSignal) => Promise<Experience>;
export type FindSimilarExperiences = (
  id: string,
  limit: number,
  audience: Audience,
  signal?: AbortSignal,
) => Promise<readonly Neighbour[]>;

export function experienceNotFound(id: string): DomainError {
  return new DomainError(
    'experience-not-found',
    `Aucune expérience ne porte l’identifiant « ${id} ». La liste est à l’adresse /v1/experiences.`,
    { id },
  );
}

/** Reads an experience. To `public`, a members' id is `experience-not-found`, as a missing one. */
export function createGetExperience(store: ExperienceStore): GetExperience {
  return async (id, audience, signal) => {
    const experience = await store.findById(id, audience, signal);
    if (experience === null) throw experienceNotFound(id);
    return experience;
  };
}

/** Lists the nearest experiences, most similar first. Throws `experience-not-found`. */
export function createFindSimilarExperiences(store: ExperienceStore): FindSimilarExperiences {
  return async (id, limit, audience, signal) => {
    const neighbours = await store.findSimilar(id, limit, audience, signal);
    if (neighbours === null) throw experienceNotFound(id);
    return neighbours;
  };
}
