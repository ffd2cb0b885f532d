import { type CorrectionRecord, findErased } from '../../domain/experience/corrections.ts';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { ImportNote } from '../../domain/resource/resource.ts';
import {
  type AuditNote,
  type ChangeSource,
  ficheKey,
  type ImportStore,
  type Publication,
  type PublicationOutcome,
  resourceKey,
  type StoredState,
} from '../../ports/import-store.ts';
import type { Preparation } from '../index/index-experience.ts';
import {
  compareWithStored,
  indexCorrections,
  indexOwners,
  type PlannedChange,
  prepareChange,
} from '../index/prepare-change.ts';
import { NOTHING_MORE } from '../index/stage-changes.ts';
import type { ArrangedItems } from './arrange-items.ts';
import { mergeCorrections } from './merge-corrections.ts';
import { settleOwnership } from './settle-ownership.ts';

/** Content of an import, after extraction. */
export interface Brought extends Omit<ArrangedItems, 'pending'> {
  readonly sources: readonly ChangeSource[];
}

export interface Changes extends Pick<Publication, 'removed' | 'gone' | 'corrections'> {
  readonly state: StoredState;
  /** Every change, already stored ones included. */
  readonly planned: readonly PlannedChange[];
}

export interface ImportPlan extends Changes {
  readonly feedback: readonly Feedback[];
  readonly notes: readonly ImportNote[];
}

/** Loads the sources with these keys that are stored. */
export async function loadSources(
  keys: readonly string[],
  store: Pick<ImportStore, 'loadSource'>,
): Promise<ChangeSource[]> {
  const sources: ChangeSource[] = [];
  for (const key of keys) {
    const source = await store.loadSource(key);
    if (source !== null) sources.push(source);
  }
  return sources;
}

/** Loads the stored sources of experiences that the import corrects without containing them. */
async function loadCorrected(
  corrections: readonly CorrectionRecord[],
  brought: readonly ChangeSource[],
  state: StoredState,
  store: Pick<ImportStore, 'loadSource'>,
): Promise<readonly ChangeSource[]> {
  const present = new Set(brought.map(({ key }) => key));
  const keys = corrections.flatMap(({ experienceId }) => {
    const stored = state.experiences.get(experienceId);
    if (stored === undefined) return [];
    return stored.resourceId === null ? ficheKey(experienceId) : resourceKey(stored.resourceId);
  });
  return loadSources(
    [...new Set(keys)].filter((key) => !present.has(key)),
    store,
  );
}

/** Returns the stored resources missing from a completely read listing. */
function findGone({ sources, listings }: Brought, state: StoredState): readonly string[] {
  const seen = new Set(sources.map(({ resource }) => resource?.id));
  return [...state.resources]
    .filter(([id, { origin, goneSince }]) => goneSince === null && listings.includes(origin) && !seen.has(id))
    .map(([id]) => id);
}

/**
 * Leaves out the erased experiences, the text of their resource with the evidence that points into it, and the whole
 * resource when it has no other experience.
 */
function withoutErased(
  source: ChangeSource,
  isErased: (experienceId: string) => boolean,
): ChangeSource | null {
  const { resource, experiences } = source;
  const others = experiences.filter(({ draft }) => !isErased(draft.id));
  if (others.length === experiences.length) return source;
  if (resource === null || others.length === 0) return null;
  return {
    ...source,
    resource: { ...resource, text: '', blocks: [] },
    experiences: others.map((experience) => ({ ...experience, evidence: [], rereading: null })),
  };
}

/** An experience keeps its stored status, unless its source brings another, or is the corpus, which says none. */
function withStoredStatus(source: ChangeSource, { experiences }: StoredState): ChangeSource {
  if (source.origin === 'corpus') return source;
  return {
    ...source,
    experiences: source.experiences.map((experience) => ({
      ...experience,
      status: experience.status ?? experiences.get(experience.draft.id)?.status ?? null,
    })),
  };
}

/**
 * Compares an import with one state of the store.
 * @param imported corrections of the import
 * @param isTrusted whether it may replace fiches of the corpus
 */
export function createImportPlanner(
  state: StoredState,
  imported: readonly CorrectionRecord[],
  preparation: Preparation,
  isTrusted = true,
) {
  const corrections = mergeCorrections(state.corrections, imported);
  const correctionsOf = indexCorrections(corrections.all);
  const isErased = findErased(corrections.all);
  const leaveErasedOut = (sources: readonly ChangeSource[]) =>
    sources.flatMap((source) => withoutErased(source, isErased) ?? []);
  const ownedBy = indexOwners(state);
  const storedCorrectionsOf = indexCorrections(state.corrections);
  /** A corpus fiche that an export brings back unchanged still belongs to the corpus. */
  const isOfCorpus = (source: ChangeSource): boolean =>
    source.origin === 'file' &&
    prepareChange(source, storedCorrectionsOf, preparation).experiences.some(({ draft, contentHash }) => {
      const stored = state.experiences.get(draft.id);
      return stored?.origin === 'corpus' && stored.contentHash === contentHash;
    });
  const compare = (given: ChangeSource): PlannedChange => {
    const source = withStoredStatus(isOfCorpus(given) ? { ...given, origin: 'corpus' } : given, state);
    return compareWithStored(prepareChange(source, correctionsOf, preparation), state, ownedBy);
  };
  return {
    isErased,
    compare,
    /** Plans one source; null when nothing of it can be stored. */
    prepare(source: ChangeSource): PlannedChange | null {
      const [settled] = settleOwnership(leaveErasedOut([source]), state, isTrusted).sources;
      return settled === undefined ? null : compare(settled);
    },
    async plan(brought: Brought, store: Pick<ImportStore, 'loadSource'>): Promise<ImportPlan> {
      const settled = settleOwnership(leaveErasedOut(brought.sources), state, isTrusted);
      const corrected = await loadCorrected(corrections.newer, settled.sources, state, store);
      const planned = [...settled.sources, ...leaveErasedOut(corrected)].map(compare);
      const ids = new Set(planned.flatMap(({ change }) => change.experiences.map(({ draft }) => draft.id)));
      return {
        state,
        planned,
        removed: planned.flatMap((plan) => plan.removedIds).filter((id) => !ids.has(id)),
        gone: findGone(brought, state),
        corrections: corrections.newer,
        feedback: brought.feedback,
        notes: [...brought.notes, ...settled.notes, ...corrections.notes],
      };
    },
  };
}

/** Whether there is nothing to do. */
export function isDone({ planned, removed, gone, corrections }: Changes): boolean {
  return planned.every((plan) => plan.isStored) && removed.length + gone.length + corrections.length === 0;
}

/** Publication of a plan, whose changes are staged in the batch. */
export interface PlanPublication extends Partial<Pick<Publication, 'recipe' | 'job'>> {
  readonly batch: string;
  readonly audit: AuditNote;
}

/** Publishes the changes that are not stored yet. */
export function publishPlan(
  { state, planned, removed, gone, corrections }: Changes,
  { batch, audit, ...more }: PlanPublication,
  { store, now }: { readonly store: Pick<ImportStore, 'publish'>; readonly now: () => Date },
): Promise<PublicationOutcome> {
  const keys = planned.filter(({ isStored }) => !isStored).map(({ change }) => change.source.key);
  return store.publish(batch, {
    ...NOTHING_MORE,
    ...more,
    revision: state.revision,
    keys,
    removed,
    gone,
    corrections,
    audits: [audit],
    at: now().toISOString(),
  });
}

/** Runs an import alone: one runs at a time. */
export async function inTurn<T>(
  store: Pick<ImportStore, 'takeTurn'>,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const endTurn = await store.takeTurn(signal);
  try {
    return await work();
  } finally {
    await endTurn();
  }
}
