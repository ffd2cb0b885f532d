import type { ExperienceDraft } from '../../domain/experience/experience.ts';
import { ficheKey, readyMade, type StoredState } from '../../ports/import-store.ts';
import type { Preparation } from '../index/index-experience.ts';
import { compareWithStored, indexCorrections, prepareChange } from '../index/prepare-change.ts';

/** Numbers of experiences that the next start writes and removes to follow the corpus. */
export interface CorpusDifference {
  readonly written: number;
  readonly removed: number;
}

/** Compares as `importExperiences` does, when the index keeps its recipe: an import that replaced a fiche keeps it. */
export function compareCorpus(
  corpus: readonly ExperienceDraft[],
  state: StoredState,
  preparation: Preparation,
): CorpusDifference {
  const { experiences } = state;
  const correctionsOf = indexCorrections(state.corrections);
  const drafts = corpus.filter(({ id }) => (experiences.get(id)?.origin ?? 'corpus') === 'corpus');
  const wanted = new Set<string>();
  const changed = drafts.filter((draft) => {
    const change = prepareChange(
      {
        key: ficheKey(draft.id),
        origin: 'corpus',
        resource: null,
        goneSince: null,
        experiences: [readyMade(draft)],
      },
      correctionsOf,
      preparation,
    );
    if (change.experiences.length > 0) wanted.add(draft.id);
    return !compareWithStored(change, state, () => []).isStored;
  });
  const removed = [...experiences].filter(([id, { origin }]) => origin === 'corpus' && !wanted.has(id));
  return { written: changed.filter(({ id }) => wanted.has(id)).length, removed: removed.length };
}
