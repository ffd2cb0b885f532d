import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import type { ExperienceDraft, ExperienceOrigin } from '../../domain/experience/experience.ts';
import { firstStatus, type Status } from '../../domain/experience/status.ts';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { Resource } from '../../domain/resource/resource.ts';
import {
  type ChangeSource,
  ficheKey,
  type ImportStore,
  resourceKey,
  type SourcedExperience,
  type StoredState,
} from '../../ports/import-store.ts';
import type { FeedbackStore } from '../../ports/public-stores.ts';

/** One line of an export. Importing the lines in order restores the store. */
export type ExportRecord =
  | { readonly type: 'essaimage-export'; readonly version: 1 }
  | { readonly type: 'correction'; readonly correction: CorrectionRecord }
  | { readonly type: 'resource'; readonly resource: Resource; readonly goneSince: string | null }
  | (Omit<SourcedExperience, 'draft' | 'status' | 'rereading'> & {
      readonly type: 'experience';
      /** Draft before corrections. */
      readonly experience: ExperienceDraft;
      readonly resourceId: string | null;
      readonly origin: ExperienceOrigin;
      readonly status: Status;
    })
  | { readonly type: 'feedback'; readonly feedback: Feedback };

/** Sorted by id: the same content gives the same file. */
function keysOf({ resources, experiences }: StoredState): readonly string[] {
  const fiches = [...experiences].filter(([, { resourceId }]) => resourceId === null).map(([id]) => id);
  return [...[...resources.keys()].sort().map(resourceKey), ...fiches.sort().map(ficheKey)];
}

function* recordsOf({ resource, goneSince, experiences, origin }: ChangeSource): Iterable<ExportRecord> {
  if (resource !== null) yield { type: 'resource', resource, goneSince };
  const resourceId = resource?.id ?? null;
  for (const { draft, status, rereading, ...rest } of experiences) {
    yield {
      type: 'experience',
      experience: draft,
      resourceId,
      origin,
      status: status ?? firstStatus(origin),
      ...rest,
    };
  }
}

/** Stores as they are at one instant, until `end`. */
interface Snapshot {
  readonly store: Pick<ImportStore, 'loadState' | 'loadSource'>;
  readonly feedbackStore: Pick<FeedbackStore, 'list'>;
  end(): Promise<void>;
}

/**
 * Exports everything, public or not: corrections, resources with their experiences, standalone fiches, then
 * feedback; API keys and the audit are left out. Imports go on meanwhile, and are not in it. Throws the errors of the
 * stores, and the reason of `signal` when it aborts.
 */
export function createExportRecords(takeSnapshot: () => Promise<Snapshot>) {
  return async function* exportRecords(signal: AbortSignal): AsyncIterable<ExportRecord> {
    const { store, feedbackStore, end } = await takeSnapshot();
    try {
      const state = await store.loadState();
      yield { type: 'essaimage-export', version: 1 };
      for (const correction of state.corrections) yield { type: 'correction', correction };
      for (const key of keysOf(state)) {
        signal.throwIfAborted();
        const source = await store.loadSource(key);
        if (source !== null) yield* recordsOf(source);
      }
      for await (const feedback of feedbackStore.list()) {
        signal.throwIfAborted();
        yield { type: 'feedback', feedback };
      }
    } finally {
      await end();
    }
  };
}
