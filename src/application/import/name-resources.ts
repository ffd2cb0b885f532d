import { type ResourceIdentity, recogniseResources } from '../../domain/resource/recognise-resources.ts';
import type { ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { type ChangeSource, resourceKey } from '../../ports/import-store.ts';
import type { ArrangedItems, Pending } from './arrange-items.ts';

const SALT_LENGTH = 8;

/** Stored id by id of the document. */
type Names = ReadonlyMap<string, string>;

function identify({ id, title, url, date, listing, text }: Resource, hash: Hasher): ResourceIdentity {
  const textDigest = text === '' ? null : hash(text);
  return { id, title, url, date, origin: listing.origin, textDigest };
}

/** Returns a free, reproducible id, derived from the address of the resource or from its listing and date. */
function saltedId({ id, url, date, origin }: ResourceIdentity, taken: ReadonlySet<string>, hash: Hasher) {
  for (let turn = 0; ; turn += 1) {
    const salt = hash(JSON.stringify([url ?? [origin, date], turn])).slice(0, SALT_LENGTH);
    if (!taken.has(`${id}-${salt}`)) return `${id}-${salt}`;
  }
}

/** Stored resources keep their id; a new resource whose id is taken gets a salted one. */
function chooseNames(
  brought: readonly ResourceIdentity[],
  stored: readonly ResourceIdentity[],
  hash: Hasher,
): Names {
  const names = new Map(recogniseResources(brought, stored));
  const taken = new Set(stored.map(({ id }) => id));
  for (const identity of brought) {
    if (names.has(identity.id)) continue;
    const id = taken.has(identity.id) ? saltedId(identity, taken, hash) : identity.id;
    names.set(identity.id, id);
    taken.add(id);
  }
  return names;
}

function nameOf(names: Names, id: string): string {
  return names.get(id) ?? id;
}

function renameSource(source: ChangeSource, names: Names, experienceNames: Names): ChangeSource {
  const { resource } = source;
  if (resource === null) return source;
  const id = nameOf(names, resource.id);
  const experiences = source.experiences.map((experience) => ({
    ...experience,
    draft: { ...experience.draft, id: nameOf(experienceNames, experience.draft.id) },
  }));
  return { ...source, key: resourceKey(id), resource: { ...resource, id }, experiences };
}

/** Renames the exported experiences whose id starts with the id of their resource. */
function nameExperiences(pending: readonly Pending[], names: Names): Names {
  return new Map(
    pending.flatMap(({ source: { resource, experiences } }) => {
      if (resource === null) return [];
      return experiences
        .filter(({ draft }) => draft.id.startsWith(resource.id))
        .map(({ draft }) => [draft.id, nameOf(names, resource.id) + draft.id.slice(resource.id.length)]);
    }),
  );
}

function noteSalted(
  brought: readonly Resource[],
  stored: ReadonlySet<string>,
  names: Names,
): readonly ImportNote[] {
  return brought.flatMap(({ id, title, line }): ImportNote[] => {
    const resourceId = nameOf(names, id);
    if (resourceId === id || stored.has(resourceId)) return [];
    const detail = `« ${title.slice(0, 120)} » porte le titre d’une autre ressource déjà enregistrée : elle est gardée à part, sous l’identifiant « ${resourceId} ».`;
    return [{ code: 'resource-id-shared', detail, resourceId, line }];
  });
}

/**
 * Gives each resource, and everything that refers to it, its stored id: the id of the same resource in the
 * store, or a free one. Pure.
 */
export function nameResources(
  arranged: ArrangedItems,
  stored: readonly ResourceIdentity[],
  hash: Hasher,
): ArrangedItems {
  const { pending, corrections, notes } = arranged;
  const byId = new Map(
    pending.flatMap(({ source: { resource } }) =>
      resource === null ? [] : [[resource.id, resource] as const],
    ),
  );
  const brought = [...byId.values()];
  const names = chooseNames(
    brought.map((resource) => identify(resource, hash)),
    stored,
    hash,
  );
  const experienceNames = nameExperiences(pending, names);
  const storedIds = new Set(stored.map(({ id }) => id));
  return {
    ...arranged,
    pending: pending.map(({ source, isDrawn }) => ({
      source: renameSource(source, names, experienceNames),
      isDrawn,
    })),
    corrections: corrections.map((correction) => ({
      ...correction,
      experienceId: nameOf(experienceNames, correction.experienceId),
    })),
    notes: [
      ...notes.map((note) => ({
        ...note,
        resourceId: note.resourceId && nameOf(names, note.resourceId),
      })),
      ...noteSalted(brought, storedIds, names),
    ],
  };
}
