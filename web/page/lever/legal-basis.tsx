import type { LeverPage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

/** The texts on which a lever stands, and what each allows. */
export function LegalBasis({ legalBasis }: Pick<LeverPage, 'legalBasis'>) {
  return (
    <dl class="legal">
      {legalBasis.map(({ ref, about }) => (
        <div key={ref}>
          <dt>{typeset(ref)}</dt>
          <dd>{typeset(about)}</dd>
        </div>
      ))}
    </dl>
  );
}
