import { formatDate } from '../../../src/domain/french/formats.ts';
import type { Operator } from '../../contract.ts';
import type { Page } from '../layout/page.ts';
import { Blank, TemplateNotice } from './blank.tsx';

/** Day of the statement, `AAAA-MM-JJ`. */
const STATED_ON = '2026-11-25';

function Conformity({ operator }: { readonly operator: Operator }) {
  return (
    <>
      <p>
        <Blank value={operator.name} what="nom de l’organisme" /> s’engage à rendre ce service accessible,
        conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à
        l’ensemble des pages d’Essaimage servies à cette adresse.
      </p>
      <h2>État de conformité</h2>
      <p>
        Essaimage est <strong>non conforme</strong> avec le référentiel général d’amélioration de
        l’accessibilité (RGAA 4.1), au sens de ce référentiel :{' '}
        <strong>aucun audit n’a encore été mené par un tiers</strong>. Il a été conçu pour en respecter les
        critères ; seul un audit pourra dire s’il y parvient.
      </p>
      <h2>Résultats des tests</h2>
      <p>En l’absence d’audit, aucun taux de conformité ne peut être annoncé. Ce qui a été vérifié :</p>
      <ul>
        <li>
          à chaque modification, par des tests automatiques, sur toutes les pages : un seul titre principal,
          des titres sans saut de niveau, un titre de page et une langue déclarés, des liens qui ont un nom et
          mènent quelque part, la lecture sans script ;
        </li>
        <li>
          à chaque modification aussi, sur chaque sorte de page et chaque état de la recherche, dans le
          navigateur Chromium, en clair et en sombre : l’outil axe-core n’y trouve aucun défaut, et rien ne
          déborde de l’écran à 320 pixels de large, ce qui équivaut à un zoom de 400 %.
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
      <p>
        Aucun n’est connu à ce jour. La documentation de l’API (<a href="/docs">/docs</a>) est produite par un
        outil extérieur, Swagger UI, et n’a pas été vérifiée. Les documents vers lesquels les sources
        renvoient sont publiés par d’autres et ne sont pas couverts par cette déclaration.
      </p>
      <h2>Établissement de cette déclaration</h2>
      <p>
        Cette déclaration a été établie le {formatDate(STATED_ON)}. Technologies employées : HTML, CSS, SVG,
        JavaScript et WAI-ARIA. Les pages de consultation se lisent sans JavaScript.
      </p>
    </>
  );
}

function Remedies({ operator }: { readonly operator: Operator }) {
  return (
    <>
      <h2>Retour d’information et contact</h2>
      <p>
        Si un contenu ou un service vous est inaccessible, écrivez à{' '}
        <Blank value={operator.contact} what="adresse de contact" /> pour être orienté vers une solution
        accessible ou obtenir le contenu sous une autre forme.
      </p>
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
      <TemplateNotice values={[operator.name, operator.contact]} />
      <Conformity operator={operator} />
      <Exceptions />
      <Remedies operator={operator} />
    </div>
  ),
});
