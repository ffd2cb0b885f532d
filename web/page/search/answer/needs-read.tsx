import { describeNeed, quoteNeed } from '../../../../src/domain/french/describe-answer.ts';
import { joinWithAnd } from '../../../../src/domain/french/formats.ts';
import type { Recommendation } from '../../../api/answers.ts';
import { count, typeset } from '../../../french/typography.ts';

/** Needs read in the request, in one line that unfolds to what each one obtains; nothing for a single need. */
export function NeedsRead({ needs }: Pick<Recommendation, 'needs'>) {
  if (needs.length < 2) return null;
  const quoted = joinWithAnd(needs.map(({ text }) => quoteNeed(text)));
  return (
    <details class="more needs-read">
      <summary>{typeset(`${count(needs.length, 'besoin lu', 'besoins lus')} : ${quoted}`)}</summary>
      <ol>
        {needs.map((need) => (
          <li key={need.number}>{typeset(describeNeed(need))}</li>
        ))}
      </ol>
    </details>
  );
}
