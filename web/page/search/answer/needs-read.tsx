import { describeNeed } from '../../../../src/domain/french/describe-answer.ts';
import type { Recommendation } from '../../../api/answers.ts';
import { count, typeset } from '../../../french/typography.ts';

/** Needs read in the request, and what each one obtains; nothing for a single need. */
export function NeedsRead({ needs }: Pick<Recommendation, 'needs'>) {
  if (needs.length < 2) return null;
  return (
    <div class="needs-read">
      <p>{`Nous avons lu ${count(needs.length, 'besoin')} dans votre demande\u00a0:`}</p>
      <ol>
        {needs.map((need) => (
          <li key={need.number}>{typeset(describeNeed(need))}</li>
        ))}
      </ol>
    </div>
  );
}
