import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import type { ExperienceDraft, ExperienceOrigin } from '../../domain/experience/experience.ts';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { FieldEvidence, Resource } from '../../domain/resource/resource.ts';
import type { FeedbackStore } from '../../ports/feedback-store.ts';
import {
  type ChangeSource,
  ficheKey,
  type ImportStore,
  resourceKey,
  type StoredState,
} from '../../ports/import-store.ts';

/** One line of an export. Reading them in order gives back what was stored. */
export type ExportRecord =
  | { readonly type: 'essaimage-export'; readonly version: 1 }
  | { readonly type: 'correction'; readonly correction: CorrectionRecord }
  | { readonly type: 'resource'; readonly resource: Resource; readonly goneSince: string | null }
  | {
      readonly type: 'experience';
      /** As it was before corrections. */
      readonly experience: ExperienceDraft;
      readonly resourceId: string | null;
      readonly evidence: readonly FieldEvidence[];
      readonly origin: ExperienceOrigin;
    }
  | { readonly type: 'feedback'; readonly feedback: Feedback };

/** Ends early, throwing the reason of `signal`. */
export type ExportRecords = (signal: AbortSignal) => AsyncIterable<ExportRecord>;

/** Each in the order of its bytes, so that the same content always gives the same file. */
function keysOf({ resources, experiences }: StoredState): readonly string[] {
  const fiches = [...experiences].filter(([, { resourceId }]) => resourceId === null).map(([id]) => id);
  return [...[...resources.keys()].sort().map(resourceKey), ...fiches.sort().map(ficheKey)];
}

function* recordsOf({ resource, goneSince, experiences, origin }: ChangeSource): Iterable<ExportRecord> {
  if (resource !== null) yield { type: 'resource', resource, goneSince };
  for (const { draft, evidence } of experiences) {
    yield { type: 'experience', experience: draft, resourceId: resource?.id ?? null, evidence, origin };
  }
}

/**
 * Everything that is stored, whatever its access: corrections, then resources with their experiences,
 * then fiches by themselves, then feedback. No import publishes meanwhile. Keys, and the audit of who
 * changed what, stay. Throws what the stores throw.
 */
export function createExportRecords(store: ImportStore, feedbackStore: FeedbackStore): ExportRecords {
  return async function* exportRecords(signal) {
    const endTurn = await store.takeTurn(signal);
    try {
      const state = await store.loadState();
      yield { type: 'essaimage-export', version: 1 };
      for (const correction of state.corrections) yield { type: 'correction', correction };
      for (const key of keysOf(state)) {
        signal.throwIfAborted();
        const source = await store.loadSource(key);
        if (source !== null) yield* recordsOf(source);
      }
      for await (const feedback of feedbackStore.list(null)) {
        signal.throwIfAborted();
        yield { type: 'feedback', feedback };
      }
    } finally {
      await endTurn();
    }
  };
}
