import type { Experience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

/** Levers of an experience, each with its use by the collectivité. */
export function LeverUses({ levers }: Pick<Experience, 'levers'>) {
  return (
    <dl class="uses">
      {levers.map(({ id, label, what }) => (
        <div key={id}>
          <dt>{typeset(label)}</dt>
          <dd>{typeset(what)}</dd>
        </div>
      ))}
    </dl>
  );
}
