import { TOO_FEW_FIGURES } from '../../../src/domain/french/describe-answer.ts';
import { formatNumber } from '../../../src/domain/french/formats.ts';
import type { LeverPage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { experiencePath } from '../layout/addresses.ts';

/** Orders of magnitude, each with the sums of each experience; a sentence where there are too few figures. */
export function CostRanges({ costs }: Pick<LeverPage, 'costs'>) {
  if (costs.length === 0) return <p class="quiet">{TOO_FEW_FIGURES}</p>;
  return (
    <ul class="plain-list">
      {costs.map(({ text, experiences }) => (
        <li key={text}>
          <details class="more">
            <summary>{typeset(text)}</summary>
            <ul class="cases">
              {experiences.map(({ id, title, amounts }) => (
                <li key={id}>
                  <a href={experiencePath(id)}>{typeset(title)}</a>
                  <span>{typeset(`${amounts.map(formatNumber).join(' et ')} €`)}</span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
