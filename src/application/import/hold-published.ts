import { isHeld } from '../../domain/experience/status.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { FieldEvidence } from '../../domain/resource/resource.ts';
import type {
  ChangeSource,
  ImportStore,
  Rereading,
  SourcedExperience,
  StoredState,
} from '../../ports/import-store.ts';
import { compareReading } from '../index/compare-reading.ts';
import type { Preparation } from '../index/index-experience.ts';
import { indexCorrections } from '../index/prepare-change.ts';

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
 * @returns a function of a source and of whether its own experiences may change stored ones
 */
export function createHolder(
  { experiences: stored, corrections }: StoredState,
  { store, ...preparation }: Preparation & { readonly store: Pick<ImportStore, 'loadSource'> },
): (read: ChangeSource, isTrusted: boolean) => Promise<ChangeSource> {
  const correctionsOf = indexCorrections(corrections);
  const ofResource = groupBy(
    [...stored].filter(([, experience]) => isHeld(experience)),
    ([, { resourceId }]) => resourceId,
  );

  function findHeld({ resource, experiences }: ChangeSource, isTrusted: boolean): ReadonlySet<string> {
    const told = new Set(experiences.map(({ draft }) => draft.id));
    const held =
      resource === null
        ? [...told].filter((id) => stored.get(id)?.status === 'published')
        : (ofResource.get(resource.id) ?? []).map(([id]) => id);
    return new Set(isTrusted ? held.filter((id) => !told.has(id)) : held);
  }

  function reread(
    read: ChangeSource,
    held: SourcedExperience,
    now: SourcedExperience | undefined,
  ): Rereading | null {
    const { byHand, rereading: known } = held;
    // An unreadable resource gives its stored experiences.
    if (byHand || (now !== undefined && now.rereading !== null)) return known;
    if (now === undefined) return known?.read === null ? known : { read: null, isSeen: false };
    if (compareReading(read, held, now, correctionsOf, preparation).length === 0) return null;
    const { draft, evidence, confidence } = now;
    return { read: { draft, evidence, confidence }, isSeen: false };
  }

  return async (read, isTrusted) => {
    const ids = findHeld(read, isTrusted);
    const before = ids.size === 0 ? null : await store.loadSource(read.key);
    if (before === null) return read;
    const [textBefore, text] = [before.resource?.text ?? '', read.resource?.text ?? ''];
    const now = new Map(read.experiences.map((experience) => [experience.draft.id, experience]));
    const held = before.experiences
      .filter(({ draft }) => ids.has(draft.id))
      .map((given) => {
        const told = [read.resource?.access, now.get(given.draft.id)?.draft.access];
        const access = told.includes('members') ? 'members' : given.draft.access;
        const experience = { ...given, draft: { ...given.draft, access } };
        return {
          ...experience,
          evidence: movedProofs(experience.evidence, textBefore, text),
          rereading: reread(read, experience, now.get(experience.draft.id)),
        };
      });
    const others = read.experiences.filter(({ draft }) => !ids.has(draft.id));
    return { ...read, origin: before.origin, experiences: [...others, ...held] };
  };
}
