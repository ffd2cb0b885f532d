import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import { applyCorrections, parseCorrections } from '../../domain/experience/corrections.ts';
import type { ExperienceOrigin } from '../../domain/experience/experience.ts';
import type { FieldEvidence, Resource } from '../../domain/resource/resource.ts';
import type { ChangeSource, StoredState } from '../../ports/import-store.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { type Preparation, type PreparedExperience, prepareExperience } from './index-experience.ts';

/** A resource or a fiche as it would be stored: corrected, completed, not yet embedded. */
export interface PreparedChange {
  readonly source: ChangeSource;
  /** Of the resource; null for a fiche by itself. */
  readonly resourceHash: string | null;
  /** Without those that a person deleted. */
  readonly experiences: readonly PreparedItem[];
}

export interface PreparedItem {
  readonly prepared: PreparedExperience;
  readonly draft: ChangeSource['experiences'][number]['draft'];
  readonly evidence: readonly FieldEvidence[];
  readonly hidden: boolean;
  readonly origin: ExperienceOrigin;
  readonly resourceId: string | null;
  /** Of everything above: the same one is not stored again. */
  readonly contentHash: string;
}

export type CorrectionsOf = (experienceId: string) => readonly CorrectionRecord[];

export function indexCorrections(records: readonly CorrectionRecord[]): CorrectionsOf {
  const byExperience = groupBy(records, ({ experienceId }) => experienceId);
  return (experienceId) => byExperience.get(experienceId) ?? [];
}

/** Pure. The corrections of people go over what the source says, whatever it says. */
export function prepareChange(
  source: ChangeSource,
  correctionsOf: CorrectionsOf,
  preparation: Preparation,
): PreparedChange {
  const { resource, origin } = source;
  const experiences = source.experiences.flatMap(({ draft, evidence }): PreparedItem[] => {
    const corrections = parseCorrections(correctionsOf(draft.id));
    if (corrections.deleted === true) return [];
    const corrected = applyCorrections(draft, corrections);
    // Whatever draws experiences from a resource for members, they are for members.
    const access = resource?.access === 'members' ? 'members' : corrected.access;
    const prepared = prepareExperience({ ...corrected, access }, preparation);
    const hidden = corrections.hidden === true;
    const contentHash = preparation.hash(canonicalJson([prepared.contentHash, draft, evidence, hidden]));
    const resourceId = resource?.id ?? null;
    return [{ prepared, draft, evidence, hidden, origin, resourceId, contentHash }];
  });
  return { source, resourceHash: resource && hashResource(resource, preparation), experiences };
}

/** Where it stands in its page does not count: the text above it may have grown. */
export function hashResource({ line, ...resource }: Resource, { hash }: Pick<Preparation, 'hash'>): string {
  return hash(canonicalJson(resource));
}

/** Stored ids of the experiences of each resource. */
export type OwnedIds = (resourceId: string) => readonly string[];

export function indexOwners(state: StoredState): OwnedIds {
  const byResource = groupBy([...state.experiences], ([, { resourceId }]) => resourceId);
  return (resourceId) => (byResource.get(resourceId) ?? []).map(([id]) => id);
}

function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Ids of the stored experiences that belong to the source of a change. */
export function storedIds(
  { source }: PreparedChange,
  state: StoredState,
  ownedBy: OwnedIds,
): readonly string[] {
  if (source.resource !== null) return ownedBy(source.resource.id);
  return source.experiences.map(({ draft }) => draft.id).filter((id) => state.experiences.has(id));
}

/** Whether all that a change says is stored already, and nothing more of its source. */
export function isStored(change: PreparedChange, state: StoredState, stored: readonly string[]): boolean {
  const { source, resourceHash, experiences } = change;
  const known = source.resource === null ? null : state.resources.get(source.resource.id);
  const isKnown =
    known === null || (known?.contentHash === resourceHash && known.goneSince === source.goneSince);
  return (
    isKnown &&
    experiences.length === stored.length &&
    experiences.every(
      ({ prepared, contentHash }) =>
        state.experiences.get(prepared.experience.id)?.contentHash === contentHash,
    )
  );
}
