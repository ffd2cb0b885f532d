import { markResult } from '../../src/domain/french/describe-answer.ts';
import type { ExperienceResult } from '../api/answers.ts';

interface MarksProps {
  readonly result: Pick<ExperienceResult, 'level' | 'needs'>;
  /** Needs of the request. */
  readonly needCount: number;
}

/** « Besoin 2 · Voisine, moins sûre »; nothing for a close experience and a single need. */
export function Marks({ result, needCount }: MarksProps) {
  const marks = markResult(result, needCount);
  return marks.length === 0 ? null : <p class="marks">{marks.join(' · ')}</p>;
}
