import { ACRONYMS } from '../../french/acronyms.ts';
import { typeset } from '../../french/typography.ts';

/** What acronyms stand for. */
export function AcronymList({ acronyms }: { readonly acronyms: readonly string[] }) {
  return (
    <dl class="acronyms">
      {acronyms.map((acronym) => (
        <div key={acronym}>
          <dt>{acronym}</dt>
          <dd>{typeset(ACRONYMS[acronym] ?? '')}</dd>
        </div>
      ))}
    </dl>
  );
}
