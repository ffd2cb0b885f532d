import { formatNumber } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult, LeverResult } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';

interface BreakdownProps {
  readonly breakdown: ExperienceResult['breakdown'] | LeverResult['breakdown'];
  readonly title: string;
}

const BAR = { width: 100, height: 8 };

function percent(share: number): string {
  return `${formatNumber(Math.round(share * 100))}\u202f%`;
}

/** Contribution of each criterion, as a bar within its weight and in figures. */
export function Breakdown({ breakdown, title }: BreakdownProps) {
  const widest = Math.max(...breakdown.map(({ weight }) => weight), Number.EPSILON);
  return (
    <table class="breakdown">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Critère</th>
          <th scope="col" class="number">
            Note
          </th>
          <th scope="col" class="number">
            Poids
          </th>
          <th scope="col">
            <span class="visually-hidden">Apport, en points sur 100</span>
            <span aria-hidden="true">Apport</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {breakdown.map(({ criterion, label, value, weight, contribution }) => (
          <tr key={criterion}>
            <th scope="row">{typeset(label)}</th>
            <td class="number">{percent(value)}</td>
            <td class="number">{percent(weight)}</td>
            <td>
              <svg
                class="bar"
                viewBox={`0 0 ${BAR.width} ${BAR.height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect class="bar-share" width={(weight / widest) * BAR.width} height={BAR.height} />
                <rect
                  class="bar-contribution"
                  width={(contribution / widest) * BAR.width}
                  height={BAR.height}
                />
              </svg>
              <span class="bar-value">{formatNumber(Math.round(contribution * 100))}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
