import { formatDate } from '../../../src/domain/french/formats.ts';
import type { Operator } from '../../contract.ts';
import type { Page } from '../layout/page.ts';
import { Linked } from './linked.tsx';

/** Day of the statement, `AAAA-MM-JJ`. */
const STATED_ON = '2026-11-28';

function Conformity({ name }: Pick<Operator, 'name'>) {
  return (
    <>
      <p>
        {name === null
          ? 'Ce service a été conçu pour être accessible'
          : `${name} s’engage à rendre ce service accessible`}
        , conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à
        toutes les pages d’Essaimage servies à cette adresse. Aucun schéma pluriannuel d’accessibilité n’y est
        publié.
      </p>
      <h2>État de conformité</h2>
      <p>
        Essaimage est <strong>non conforme</strong> avec le référentiel général d’amélioration de
        l’accessibilité (RGAA), version 4.1, au sens de ce référentiel :{' '}
        <strong>il n’existe aucun résultat d’audit en cours de validité</strong>. Il a été conçu pour en
        respecter les critères ; seul un audit pourra dire s’il y parvient.
      </p>
      <h2>Résultats des tests</h2>
      <p>En l’absence d’audit, aucun taux de conformité ne peut être annoncé. Ce qui a été vérifié :</p>
      <ul>
        <li>
          à chaque modification, par des tests automatiques, sur toutes les pages : un seul titre principal,
          des titres sans saut de niveau, un titre de page et une langue déclarés, des liens qui ont un nom et
          mènent quelque part, la lecture sans script ;
        </li>
        <li>
          à chaque modification aussi, sur chaque sorte de page et chaque état de la recherche, en clair et en
          sombre : l’outil axe-core n’y trouve aucun défaut, et rien ne déborde de l’écran à 320 pixels de
          large, ce qui équivaut à un zoom de 400 %.
        </li>
      </ul>
      <p>
        Un outil ne trouve qu’une partie des défauts. Aucun essai n’a encore été mené par des personnes qui
        emploient une technologie d’assistance.
      </p>
    </>
  );
}

function Exceptions() {
  return (
    <>
      <h2>Contenus non accessibles</h2>
      <h3>Non-conformités</h3>
      <p>Faute d’audit, cette liste peut être incomplète. Sont connus à ce jour :</p>
      <ul>
        <li>
          la note pour le conseil, au format DOCX, n’a pas été vérifiée. La même note s’ouvre aussi dans une
          page web, à imprimer.
        </li>
      </ul>
      <h3>Dérogations pour charge disproportionnée</h3>
      <p>Aucune n’est invoquée.</p>
      <h3>Contenus non soumis à l’obligation d’accessibilité</h3>
      <p>
        Les documents vers lesquels les sources renvoient sont publiés par d’autres et ne sont pas couverts
        par cette déclaration.
      </p>
    </>
  );
}

function Making() {
  return (
    <>
      <h2>Établissement de cette déclaration</h2>
      <p>Cette déclaration a été établie le {formatDate(STATED_ON)}, par auto-évaluation, sans audit.</p>
      <dl class="definitions">
        <div>
          <dt>Technologies employées</dt>
          <dd>
            HTML, CSS, SVG, JavaScript et WAI-ARIA. Les pages de consultation se lisent sans JavaScript.
          </dd>
        </div>
        <div>
          <dt>Environnement de test</dt>
          <dd>Navigateur Chromium, sans technologie d’assistance.</dd>
        </div>
        <div>
          <dt>Outil d’évaluation</dt>
          <dd>axe-core.</dd>
        </div>
        <div>
          <dt>Pages vérifiées</dt>
          <dd>
            Accueil et tous les états de la recherche, expériences, fiche, thèmes, leviers, territoire,
            comparaison, note, suivi, intégration, documentation de l’API, et les pages sur le service.
          </dd>
        </div>
      </dl>
    </>
  );
}

function Remedies({ contact }: Pick<Operator, 'contact'>) {
  return (
    <>
      <h2>Retour d’information et contact</h2>
      {contact === null ? (
        <p>
          L’organisme qui exploite ce service n’a pas encore indiqué à quelle adresse lui signaler un contenu
          inaccessible.
        </p>
      ) : (
        <p>
          Si un contenu ou un service vous est inaccessible, écrivez à <Linked value={contact} /> pour être
          orienté vers une solution accessible ou obtenir le contenu sous une autre forme.
        </p>
      )}
      <h2>Voies de recours</h2>
      <p>
        Si vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un
        service, et que vous n’avez pas obtenu de réponse satisfaisante, vous pouvez :
      </p>
      <ul>
        <li>
          écrire au <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a>,
        </li>
        <li>
          contacter{' '}
          <a href="https://www.defenseurdesdroits.fr/saisir/delegues">
            le délégué du Défenseur des droits dans votre région
          </a>
          ,
        </li>
        <li>
          lui envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342
          Paris CEDEX 07.
        </li>
      </ul>
      <p>
        Ce que pèsent les pages est dit dans la <a href="/ecoconception">déclaration d’écoconception</a>.
      </p>
    </>
  );
}

/** The accessibility statement, after the model of the RGAA. */
export const accessibilityPage: Page = async ({ operator }) => ({
  status: 200,
  head: {
    title: 'Accessibilité : non conforme (sans audit)',
    description:
      'Déclaration d’accessibilité : état de conformité, vérifications, signalement et voies de recours.',
    canonicalPath: '/accessibilite',
    isIndexed: true,
  },
  section: null,
  hydration: null,
  body: (
    <div class="prose">
      <h1>Déclaration d’accessibilité</h1>
      <Conformity name={operator.name} />
      <Exceptions />
      <Making />
      <Remedies contact={operator.contact} />
    </div>
  ),
});
