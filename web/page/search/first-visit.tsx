import { count } from '../../french/typography.ts';
import type { Collection, Home } from '../home/home.ts';
import { Examples, Network, WaysIn } from '../home/parts.tsx';
import { Illustration } from '../illustration/illustration.tsx';

/** Cells of the honeycomb. */
const SHOWN_CELLS = 7;

function Intro({ collection }: { readonly collection: Collection | null }) {
  return (
    <div class="home-intro">
      {collection !== null && (
        <div class="honeycomb">
          {collection.themes.slice(0, SHOWN_CELLS).map(({ id }) => (
            <Illustration key={id} of="theme" id={id} />
          ))}
        </div>
      )}
      {collection !== null && (
        <p class="home-size">
          <strong>{count(collection.experienceCount, 'expérience')}</strong> de{' '}
          {count(collection.departmentCount, 'département')}
        </p>
      )}
      <p>
        Pour les élus et les agents des communes, intercommunalités, départements et régions&nbsp;: qui l’a
        déjà fait, près de chez vous ou dans un territoire semblable, avec des associations, des coopératives
        et des structures d’insertion.
      </p>
    </div>
  );
}

/** Presentation of the service, before the first question. */
export function FirstVisit({ home: { collection, network } }: { readonly home: Home }) {
  return (
    <div class="first-visit">
      <Intro collection={collection} />
      {collection !== null && <Examples examples={collection.examples} />}
      <section class="home-section" aria-labelledby="promesses-titre">
        <h2 id="promesses-titre">Ce que vous obtiendrez</h2>
        <ol class="promises">
          <li>
            <h3>Des expériences qui ressemblent à la vôtre</h3>
            <p>
              Ce que d’autres collectivités ont fait, du besoin jusqu’à la source&nbsp;: qui, où, avec quelles
              structures et, quand la source le dit, ce qui a été difficile.
            </p>
          </li>
          <li>
            <h3>Les leviers à votre portée</h3>
            <p>
              Marchés publics, prêt de locaux, entrée au capital d’une coopérative, appel à projets… avec leur
              cadre légal, un point de vigilance et qui s’en est servi.
            </p>
          </li>
          <li>
            <h3>La raison de chaque proposition</h3>
            <p>La phrase qui répond à votre demande et, sur la fiche, la source.</p>
          </li>
        </ol>
      </section>
      {collection !== null && <WaysIn collection={collection} />}
      <Network network={network} />
    </div>
  );
}
