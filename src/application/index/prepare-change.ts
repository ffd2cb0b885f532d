import {
  applyCorrections,
  type CorrectionRecord,
  parseCorrections,
} from '../../domain/experience/corrections.ts';
import { firstStatus, isHeld } from '../../domain/experience/status.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Resource } from '../../domain/resource/resource.ts';
import type { ChangeSource, ExperienceSource, StoredState } from '../../ports/import-store.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { type Preparation, type PreparedExperience, prepareExperience } from './index-experience.ts';

/** A resource or fiche, corrected and completed, not yet embedded. */
export interface PreparedChange {
  readonly source: ChangeSource;
  /** Hash of the resource; null for a standalone fiche. */
  readonly resourceHash: string | null;
  /** Without those deleted by a correction. */
  readonly experiences: readonly PreparedItem[];
}

export interface PreparedItem extends ExperienceSource {
  readonly prepared: PreparedExperience;
}

export type CorrectionsOf = (experienceId: string) => readonly CorrectionRecord[];

export function indexCorrections(records: readonly CorrectionRecord[]): CorrectionsOf {
  const byExperience = groupBy(records, ({ experienceId }) => experienceId);
  return (experienceId) => byExperience.get(experienceId) ?? [];
}

/** Applies the corrections over the source. Pure. */
export function prepareChange(
  source: ChangeSource,
  correctionsOf: CorrectionsOf,
  preparation: Preparation,
): PreparedChange {
  const { resource, origin } = source;
  const experiences = source.experiences.flatMap((sourced): PreparedItem[] => {
    const { draft, evidence, confidence, rereading } = sourced;
    const corrections = parseCorrections(correctionsOf(draft.id));
    if (corrections.deleted === true) return [];
    const corrected = applyCorrections(draft, corrections);
    // Experiences of a members' resource are for members.
    const access = resource?.access === 'members' ? 'members' : corrected.access;
    const prepared = prepareExperience({ ...corrected, access }, preparation);
    const asked = corrections.status ?? sourced.status ?? firstStatus(origin);
    // A fiche without a territory could not be found.
    const status = asked === 'published' && corrected.territories.length === 0 ? 'proposed' : asked;
    const contentHash = preparation.hash(
      canonicalJson([
        prepared.contentHash,
        draft,
        evidence,
        confidence,
        status,
        ...(rereading ? [rereading] : []),
      ]),
    );
    const resourceId = resource?.id ?? null;
    return [{ ...sourced, prepared, status, origin, resourceId, contentHash }];
  });
  return { source, resourceHash: resource && hashResource(resource, preparation), experiences };
}

/** Ignores the line, which depends on the text above the resource. */
export function hashResource({ line, ...resource }: Resource, { hash }: Pick<Preparation, 'hash'>): string {
  return hash(canonicalJson(resource));
}

export type OwnedIds = (resourceId: string) => readonly string[];

export function indexOwners({ experiences }: Pick<StoredState, 'experiences'>): OwnedIds {
  const byResource = groupBy([...experiences], ([, { resourceId }]) => resourceId);
  return (resourceId) => (byResource.get(resourceId) ?? []).map(([id]) => id);
}

/** A change, compared with one state of the store. */
export interface PlannedChange {
  readonly change: PreparedChange;
  readonly storedIds: readonly string[];
  /** Those that its source no longer tells, unless a person holds them, and those that a correction deletes. */
  readonly removedIds: readonly string[];
  /** Whether the store already holds the change and nothing else of its source. */
  readonly isStored: boolean;
}

export function compareWithStored(
  change: PreparedChange,
  state: StoredState,
  ownedBy: OwnedIds,
): PlannedChange {
  const { source, resourceHash, experiences } = change;
  const { resource } = source;
  const storedIds =
    resource === null
      ? source.experiences.map(({ draft }) => draft.id).filter((id) => state.experiences.has(id))
      : ownedBy(resource.id);
  const kept = new Set(experiences.map(({ draft }) => draft.id));
  const told = new Set(source.experiences.map(({ draft }) => draft.id));
  const removedIds = storedIds.filter((id) => {
    const stored = state.experiences.get(id);
    return stored !== undefined && !kept.has(id) && (told.has(id) || !isHeld(stored));
  });
  const known = resource === null ? null : state.resources.get(resource.id);
  const isKnown =
    known === null || (known?.contentHash === resourceHash && known.goneSince === source.goneSince);
  const isStored =
    isKnown &&
    removedIds.length === 0 &&
    experiences.every(
      ({ draft, contentHash }) => state.experiences.get(draft.id)?.contentHash === contentHash,
    );
  return { change, storedIds, removedIds, isStored };
}
