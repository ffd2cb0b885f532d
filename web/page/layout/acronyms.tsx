import { ACRONYMS, acronymsIn } from '../../french/acronyms.ts';
import { typeset } from '../../french/typography.ts';

/** Acronyms and their expansions. */
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

/** Card of the acronyms that texts use; nothing when they use none. */
export function UsedAcronyms({ texts }: { readonly texts: readonly string[] }) {
  const acronyms = acronymsIn(texts);
  if (acronyms.length === 0) return null;
  return (
    <section class="card" aria-labelledby="sigles-titre">
      <h2 id="sigles-titre">Sigles employés</h2>
      <AcronymList acronyms={acronyms} />
    </section>
  );
}
