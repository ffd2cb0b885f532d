import type { LeverPage, TerritoryKind } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

interface WhoMayProps {
  readonly whoMay: LeverPage['whoMay'];
  /** Kind of the collectivité that reads; null when the address does not say. */
  readonly kind: TerritoryKind | null;
}

/** Kinds of collectivité that may use a lever, with the condition and its article: the reader's own kind first. */
export function WhoMay({ whoMay, kind }: WhoMayProps) {
  const own = whoMay.filter((permission) => permission.kind === kind);
  const others = whoMay.filter((permission) => permission.kind !== kind);
  return (
    <section class="card" aria-labelledby="qui-titre">
      <h2 id="qui-titre">Qui peut l’utiliser</h2>
      {whoMay.length === 0 && <p>Cela n’a pas été vérifié pour ce levier.</p>}
      {kind === 'pays' && (
        <p>
          Pour un pays ou pôle territorial, cela dépend de ce que ses membres lui ont confié&nbsp;: ce n’est
          pas vérifié ici.
        </p>
      )}
      <ul class="permissions">
        {[...own, ...others].map((permission) => (
          <li key={permission.kind} class={permission.kind === kind ? 'own' : undefined}>
            {permission.kind === kind && <strong>Vous&nbsp;: </strong>}
            {typeset(permission.text)}
            {permission.ref !== null && <span class="quiet"> {typeset(permission.ref)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
