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
  const wanted = new Set<string>();
  let written = 0;
  for (const draft of corpus) {
    const { id } = draft;
    const fiche = { key: ficheKey(id), origin: 'corpus', resource: null, goneSince: null } as const;
    if ((experiences.get(id)?.origin ?? 'corpus') !== 'corpus') continue;
    const change = prepareChange({ ...fiche, experiences: [readyMade(draft)] }, correctionsOf, preparation);
    if (change.experiences.length === 0) continue;
    wanted.add(id);
    if (!compareWithStored(change, state, () => []).isStored) written += 1;
  }
  const removed = [...experiences].filter(([id, { origin }]) => origin === 'corpus' && !wanted.has(id));
  return { written, removed: removed.length };
}
