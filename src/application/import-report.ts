import { compareExperiences, type FieldDifference } from '../domain/experience/difference.ts';
import type { Experience } from '../domain/experience/experience.ts';
import type { ImportNote } from '../domain/resource/resource.ts';
import type { StoredState } from '../ports/import-store.ts';
import type { PreparedChange, PreparedItem } from './prepare-change.ts';

export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** No longer in their listing: kept, and marked. */
  readonly gone: number;
}

export interface ExperienceCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** No longer told by their resource. */
  readonly removed: number;
}

export interface ExperienceChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly id: string;
  readonly title: string;
  /** Null for a fiche that comes without one. */
  readonly resourceTitle: string | null;
  /** What is seen of it; only its proofs or its visibility change when this is empty. */
  readonly fields: readonly FieldDifference[];
}

/** What an import did; or what it would do, when nothing was stored. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly resources: ResourceCounts;
  readonly experiences: ExperienceCounts;
  /** In the order of the documents. Their fields are told by a dry run only. */
  readonly changes: readonly ExperienceChange[];
  /** Corrections taken from an export. */
  readonly corrections: number;
  /** What could not be placed, or was placed with a doubt. */
  readonly notes: readonly ImportNote[];
}

/** A change to be made, and the experiences of its source that are stored. */
export interface PlannedChange {
  readonly change: PreparedChange;
  readonly storedIds: readonly string[];
  readonly isStored: boolean;
}

export function countResources(
  planned: readonly PlannedChange[],
  gone: number,
  state: StoredState,
): ResourceCounts {
  const counts = { added: 0, changed: 0, unchanged: 0, gone };
  for (const { change, isStored } of planned) {
    const { resource } = change.source;
    if (resource === null) continue;
    if (isStored) counts.unchanged += 1;
    else if (state.resources.has(resource.id)) counts.changed += 1;
    else counts.added += 1;
  }
  return counts;
}

function kindOf(
  { prepared, contentHash }: PreparedItem,
  state: StoredState,
): 'added' | 'changed' | 'unchanged' {
  const stored = state.experiences.get(prepared.experience.id);
  if (stored === undefined) return 'added';
  return stored.contentHash === contentHash ? 'unchanged' : 'changed';
}

export function countExperiences(changes: readonly ExperienceChange[], total: number): ExperienceCounts {
  const count = (kind: ExperienceChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')];
  return { added, changed, unchanged: total - added - changed, removed };
}

/**
 * @param stored the experiences that are stored, by id; those that are not there give no difference
 * @param withFields whether to say what each field becomes
 */
export function listExperienceChanges(
  planned: readonly PlannedChange[],
  state: StoredState,
  stored: ReadonlyMap<string, Experience>,
  withFields: boolean,
): readonly ExperienceChange[] {
  return planned.flatMap(({ change, storedIds }) => {
    const resourceTitle = change.source.resource?.title ?? null;
    const describe = (kind: ExperienceChange['kind'], id: string, after: Experience | null) => {
      const before = stored.get(id) ?? null;
      const fields = withFields ? compareExperiences(before, after) : [];
      return { kind, id, title: (after ?? before)?.title ?? id, resourceTitle, fields };
    };
    const kept = new Set(change.experiences.map(({ prepared }) => prepared.experience.id));
    return [
      ...change.experiences.flatMap((item) => {
        const kind = kindOf(item, state);
        const { experience } = item.prepared;
        return kind === 'unchanged' ? [] : [describe(kind, experience.id, experience)];
      }),
      ...storedIds.filter((id) => !kept.has(id)).map((id) => describe('removed', id, null)),
    ];
  });
}
