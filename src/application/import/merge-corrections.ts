import { type CorrectionRecord, findErased, isCorrection } from '../../domain/experience/corrections.ts';
import type { ImportNote } from '../../domain/resource/resource.ts';

const keyOf = ({ experienceId, field }: CorrectionRecord) => JSON.stringify([experienceId, field]);

/**
 * Merges imported and stored corrections: the most recent one of a field wins; an erased experience gets no other.
 * `newer` has the imported ones that win, `all` one per field, `notes` tells the invalid ones, which are left out.
 */
export function mergeCorrections(stored: readonly CorrectionRecord[], given: readonly CorrectionRecord[]) {
  const known = new Map(stored.map((record) => [keyOf(record), record]));
  const newer = new Map<string, CorrectionRecord>();
  const isErased = findErased(stored);
  const understood = given.filter((record) => isCorrection(record) && !isErased(record.experienceId));
  for (const record of understood) {
    const current = newer.get(keyOf(record)) ?? known.get(keyOf(record));
    if (current === undefined || Date.parse(current.at) < Date.parse(record.at))
      newer.set(keyOf(record), record);
  }
  return {
    newer: [...newer.values()],
    all: [...new Map([...known, ...newer]).values()],
    notes: given.filter((record) => !isCorrection(record)).map(noteUnreadable),
  };
}

function noteUnreadable({ experienceId, field }: CorrectionRecord): ImportNote {
  const detail = `La correction du champ « ${field} » de l’expérience « ${experienceId} » n’est pas comprise : elle est laissée de côté.`;
  return { code: 'correction-unreadable', detail, resourceId: null, line: null };
}
