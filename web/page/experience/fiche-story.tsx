import { formatDate } from '../../../src/domain/french/formats.ts';
import type { Experience, Fiche } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { leverPath } from '../layout/addresses.ts';
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
function Provenance({ fiche }: { readonly fiche: Fiche }) {
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
              <dd key={index}>
                <q>«&nbsp;{typeset(quote)}&nbsp;»</q>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Where the fiche comes from: title and address of the document, publisher, date. */
export function SourceLine({ source }: Pick<Experience, 'source'>) {
  const { title, url, homePage, publisher, date } = source;
  const shown = typeset(title);
  return (
    <p class="source">
      Source : {url === null || homePage ? shown : <a href={url}>{shown}</a>}, {typeset(publisher)}
      {date !== null && `, ${formatDate(date)}`}
      {url !== null && homePage && (
        <>
          {' '}
          (adresse précise inconnue : <a href={url}>accueil du site</a>)
        </>
      )}
    </p>
  );
}

function LeverUses({ levers }: Pick<Fiche, 'levers'>) {
  if (levers.length === 0) return <p>La source ne dit pas quel levier la collectivité a actionné.</p>;
  return (
    <dl class="uses">
      {levers.map(({ id, label, what }) => (
        <div key={id} class="drawn">
          <dt>
            <Illustration of="lever" id={id} />
            <a href={leverPath(id)}>{typeset(label)}</a>
          </dt>
          <dd>{typeset(what)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Difficulties, apart from the story so that nobody misses them. */
function Difficulties({ fiche: { difficulties, state } }: { readonly fiche: Fiche }) {
  if (difficulties.length === 0) return null;
  return (
    <section aria-labelledby="difficultes-titre">
      <h2 id="difficultes-titre">{state === 'stopped' ? 'Ce qui a mal tourné' : 'Ce qui a été difficile'}</h2>
      <ul class="reasons">
        {difficulties.map((sentence) => (
          <li key={sentence}>
            <q>«&nbsp;{typeset(sentence)}&nbsp;»</q>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Story of the fiche, levers used, difficulties, and source. */
export function FicheStory({ fiche }: { readonly fiche: Fiche }) {
  return (
    <div class="fiche-story">
      <p class="story">{typeset(fiche.summary)}</p>
      <section aria-labelledby="leviers-titre">
        <h2 id="leviers-titre">Ce que la collectivité a fait</h2>
        <LeverUses levers={fiche.levers} />
      </section>
      <Difficulties fiche={fiche} />
      <section class="fiche-source" aria-labelledby="source-titre">
        <h2 id="source-titre">D’où vient cette fiche</h2>
        <SourceLine source={fiche.source} />
        {fiche.otherSources.map((source) => (
          <SourceLine key={`${source.title} ${source.url}`} source={source} />
        ))}
        <p class="help">La fiche est un résumé : reportez-vous à la source avant de vous appuyer dessus.</p>
        <Provenance fiche={fiche} />
      </section>
    </div>
  );
}
