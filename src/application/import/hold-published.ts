import { compareExperiences } from '../../domain/experience/difference.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { isHeld } from '../../domain/experience/status.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { FieldEvidence, Resource } from '../../domain/resource/resource.ts';
import type {
  ChangeSource,
  ImportStore,
  Rereading,
  SourcedExperience,
  StoredState,
} from '../../ports/import-store.ts';
import type { Preparation } from '../index/index-experience.ts';
import { indexCorrections, prepareChange } from '../index/prepare-change.ts';

const UNCORRECTED = indexCorrections([]);

/** The proofs that are word for word in the new text, at their new places: the nearest where there are several. */
function movedProofs(
  evidence: readonly FieldEvidence[],
  before: string,
  after: string,
): readonly FieldEvidence[] {
  if (before === after) return evidence;
  return evidence.flatMap((proof) => {
    const quote = before.slice(proof.start, proof.end);
    const places = [after.lastIndexOf(quote, proof.start), after.indexOf(quote, proof.start)];
    const [nearest] = places
      .filter((place) => place >= 0)
      .sort((a, b) => Math.abs(a - proof.start) - Math.abs(b - proof.start));
    return nearest === undefined || quote === ''
      ? []
      : [{ ...proof, start: nearest, end: nearest + quote.length }];
  });
}

/** Leaves to a person what the fiches of a source say of themselves: none is published. */
export const asProposals = (source: ChangeSource): ChangeSource => ({
  ...source,
  experiences: source.experiences.map((given) =>
    given.status === 'set-aside' ? given : { ...given, status: 'proposed' },
  ),
});

/**
 * Keeps the experiences that people decide of as they are stored, when their source is read again, with what it tells
 * now beside them. Only their access still follows the resource, when it closes.
 */
export function createHolder(
  { experiences: stored }: StoredState,
  { store, ...preparation }: Preparation & { readonly store: Pick<ImportStore, 'loadSource'> },
): (read: ChangeSource) => Promise<ChangeSource> {
  const ofResource = groupBy(
    [...stored].filter(([, experience]) => isHeld(experience)),
    ([, { resourceId }]) => resourceId,
  );

  function findHeld({ resource, experiences }: ChangeSource): ReadonlySet<string> {
    if (resource !== null) return new Set(ofResource.get(resource.id)?.map(([id]) => id));
    const ids = experiences.map(({ draft }) => draft.id);
    return new Set(ids.filter((id) => stored.get(id)?.status === 'published'));
  }

  function told(source: ChangeSource, experience: SourcedExperience): Experience | null {
    const [item] = prepareChange(
      { ...source, experiences: [experience] },
      UNCORRECTED,
      preparation,
    ).experiences;
    return item?.prepared.experience ?? null;
  }

  function reread(
    read: ChangeSource,
    held: SourcedExperience,
    now: SourcedExperience | undefined,
  ): Rereading | null {
    const { rereading: known } = held;
    // An unreadable resource gives what is stored.
    if (held.byHand || (now !== undefined && now.rereading !== null)) return known;
    const experience = now === undefined ? null : told(read, now);
    const isSame = (other: Experience | null) => compareExperiences(other, experience).length === 0;
    if (experience !== null && isSame(told(read, held))) return null;
    const isKnown =
      known !== null && (known.experience === null) === (experience === null) && isSame(known.experience);
    return isKnown ? known : { experience, isSeen: false };
  }

  return async (read) => {
    const ids = findHeld(read);
    const before = ids.size === 0 ? null : await store.loadSource(read.key);
    if (before === null) return read;
    const textOf = (resource: Resource | null) => resource?.text ?? '';
    const now = new Map(read.experiences.map((experience) => [experience.draft.id, experience]));
    const held = before.experiences
      .filter(({ draft }) => ids.has(draft.id))
      .map((experience) => ({
        ...experience,
        evidence: movedProofs(experience.evidence, textOf(before.resource), textOf(read.resource)),
        rereading: reread(read, experience, now.get(experience.draft.id)),
      }));
    const others = read.experiences.filter(({ draft }) => !ids.has(draft.id));
    return { ...read, origin: before.origin, experiences: [...others, ...held] };
  };
}
