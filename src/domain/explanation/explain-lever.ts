import type { RecommendedLever } from '../matching/recommend-levers.ts';
import type { LeverReason } from './reason.ts';

/**
 * Returns one to four reasons that are true of the lever.
 * @param shownCount experiences of the answer
 */
export function explainLever(
  { asked, caseCount, cues, permission }: RecommendedLever,
  shownCount: number,
): readonly LeverReason[] {
  const reasons: LeverReason[] = [];
  if (asked) reasons.push({ code: 'asked' });
  reasons.push(caseCount === 0 ? { code: 'used-further' } : { code: 'used-by-cases', caseCount, shownCount });
  if (cues.length > 0) reasons.push({ code: 'evoked', cues });
  if (permission !== null && permission.may !== 'yes') {
    reasons.push({ code: 'limited', kind: permission.kind, may: permission.may });
  }
  return reasons;
}
