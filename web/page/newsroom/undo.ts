import type { ExperiencePatch, Review } from '../../api/editing.ts';
import type { PageRequest } from '../layout/page.ts';
import type { DoneMessage, FicheState } from './addresses.ts';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function territoryBefore(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { name, kind, code, populationCount: population } = value;
  if (code !== null) return { code, kind };
  return { name, kind, ...(typeof population === 'number' ? { population } : {}) };
}

function leverBefore(value: unknown): unknown {
  return isRecord(value) ? { id: value.lever, what: value.what } : value;
}

/** Writes a value of the history as a correction takes it. */
function asCorrection([field, value]: readonly [string, unknown]): readonly [string, unknown] {
  if (field === 'territories') return [field, listOf(value).map(territoryBefore)];
  if (field === 'levers') return [field, listOf(value).map(leverBefore)];
  // The history of before the statuses: a fiche was hidden or not.
  if (field === 'hidden') return ['status', value === true ? 'set-aside' : 'published'];
  return [field, value];
}

/** Returns the correction that undoes the last change of a fiche; null when no person made it. */
export function undoingPatch({ history }: Pick<Review, 'history'>): ExperiencePatch | null {
  const last = history.at(-1);
  if (last === undefined || !['correct', 'merge'].includes(last.action) || !isRecord(last.before))
    return null;
  // Where a merge led follows the status.
  const { mergedInto, ...before } = last.before;
  if (Object.keys(before).length === 0) return null;
  return Object.fromEntries(Object.entries(before).map(asCorrection));
}

interface Plan extends FicheState {
  /** Null when something came after the action, or nothing can be undone. */
  readonly patch: ExperiencePatch | null;
  readonly isMerge: boolean;
}

async function planOf({ api }: PageRequest, { id, version }: FicheState): Promise<Plan> {
  const review = await api.get('/v1/experiences/{id}/review', { path: { id } });
  const isSame = review.ok && review.data.experience.version === version;
  const isMerge = review.ok && review.data.history.at(-1)?.action === 'merge';
  return { id, version, isMerge, patch: isSame ? undoingPatch(review.data) : null };
}

/** Undoes the last change of each fiche that nothing changed since; both fiches of a merge, or none. */
export async function undo(
  request: PageRequest,
  fiches: readonly FicheState[],
): Promise<{ readonly ids: readonly string[]; readonly message: DoneMessage }> {
  const plans = await Promise.all(fiches.map((fiche) => planOf(request, fiche)));
  // Its other fiche too, or the half of a merge would stay.
  const isWhole = fiches.length > 1 && plans.every(({ patch }) => patch !== null);
  const isBroken = plans.some(({ isMerge }) => isMerge) && !isWhole;
  const ids: string[] = [];
  for (const { id, version, patch } of isBroken ? [] : plans) {
    if (patch === null) continue;
    const corrected = await request.editing.correct(id, patch, version);
    if (corrected.ok) ids.push(id);
  }
  if (ids.length === 0) return { ids, message: 'trop-tard' };
  return { ids, message: ids.length === fiches.length ? 'annulee' : 'annulee-en-partie' };
}
