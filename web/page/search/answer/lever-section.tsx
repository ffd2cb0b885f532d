import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { orderUses } from '../../../question/card-words.ts';
import { LeverAdvice, OpenLever } from './lever-card.tsx';

interface LeverSectionProps {
  readonly levers: Recommendation['levers'];
  /** Experiences whose cards are shown. */
  readonly first: Recommendation['experiences'];
  /** Parameters of the page, which lead back to it. */
  readonly asked: URLSearchParams;
}

/** Levers shown open; the others are folded. */
const OPEN = 2;

/** Levers of the answer, which the collectivité can use itself. */
export function LeverSection({ levers, first, asked }: LeverSectionProps) {
  if (levers.length === 0) return null;
  const told = first
    .flatMap(({ experience }) => orderUses(experience, levers).slice(0, 1))
    .map(({ what }) => what);
  return (
    <section class="levers" id="leviers" aria-labelledby="levers-title">
      <h2 id="levers-title">Ce que vous pouvez faire</h2>
      {levers.slice(0, OPEN).map((result) => (
        <OpenLever key={result.lever.id} result={result} told={told} asked={asked} />
      ))}
      {levers.slice(OPEN).map((result) => (
        <details class="lever" key={result.lever.id}>
          <summary>
            <h3>{typeset(result.lever.label)}</h3>
          </summary>
          <LeverAdvice result={result} told={told} asked={asked} />
        </details>
      ))}
    </section>
  );
}
