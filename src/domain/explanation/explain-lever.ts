import type { RecommendedLever } from '../matching/recommend-levers.ts';
import type { LeverReason } from './reason.ts';

/** Returns one to three reasons that are true of the lever. */
export function explainLever({ asked, caseCount, cues }: RecommendedLever): readonly LeverReason[] {
  const reasons: LeverReason[] = [];
  if (asked) reasons.push({ code: 'asked' });
  reasons.push({ code: 'used-by-cases', caseCount });
  if (cues.length > 0) reasons.push({ code: 'evoked', cues });
  return reasons;
}
