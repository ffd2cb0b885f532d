import type { Review } from '../../api/answers.ts';
import type { ExperiencePatch } from '../../api/editing.ts';
import type { PageRequest } from '../layout/page.ts';

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
function asCorrection(field: string, value: unknown): unknown {
  if (field === 'territories') return listOf(value).map(territoryBefore);
  if (field === 'levers') return listOf(value).map(leverBefore);
  return value;
}

/** Returns the correction that undoes the last one of a fiche; null when the last change was another. */
function undoingPatch({ history }: Pick<Review, 'history'>): ExperiencePatch | null {
  const last = history.at(-1);
  if (last === undefined || last.action !== 'correct' || !isRecord(last.before)) return null;
  const before = Object.entries(last.before).map(([field, value]) => [field, asCorrection(field, value)]);
  return Object.fromEntries(before);
}

/** Undoes the last correction of each fiche. Returns the ids of those that are as before. */
export async function undo(
  { api, editing }: PageRequest,
  ids: readonly string[],
): Promise<readonly string[]> {
  const undone: string[] = [];
  for (const id of ids) {
    const review = await api.get('/v1/experiences/{id}/review', { path: { id } });
    const patch = review.ok ? undoingPatch(review.data) : null;
    if (patch === null) continue;
    const corrected = await editing.correct(id, patch);
    if (corrected.ok) undone.push(id);
  }
  return undone;
}
