import type { Fiche } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { fieldNameOf } from './field-name.ts';

type Proof = NonNullable<Fiche['provenance']>['proofs'][number];

/** Fields in the order of the fiche, each with the words that it comes from. */
function byField(fiche: Fiche, proofs: readonly Proof[]): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const { pointer, quote } of proofs) {
    const name = fieldNameOf(pointer, fiche);
    fields.set(name, [...(fields.get(name) ?? []), quote]);
  }
  return fields;
}

/** For a fiche that was drawn from a text: the words of that text, for each field. */
export function Provenance({ fiche }: { readonly fiche: Fiche }) {
  const { provenance } = fiche;
  if (provenance === null || provenance.proofs.length === 0) return null;
  const { title, url } = provenance.resource;
  const shown = typeset(title);
  return (
    <details class="more provenance">
      <summary>D’où viennent ces informations</summary>
      <p class="help">
        Cette fiche a été tirée automatiquement d’un texte :{' '}
        {url === null ? shown : <a href={url}>{shown}</a>}. Voici les mots d’où vient chaque information. Ce
        qui n’y figure pas a été composé par le service, complété par le registre officiel des territoires ou
        corrigé par une personne.
      </p>
      <dl class="proofs">
        {[...byField(fiche, provenance.proofs)].map(([name, quotes]) => (
          <div key={name}>
            <dt>{name}</dt>
            {quotes.map((quote, index) => (
              <dd key={index}>«&nbsp;{typeset(quote)}&nbsp;»</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
