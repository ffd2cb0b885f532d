import { joinWithAnd } from '../../../src/domain/french/formats.ts';
import { capitalise } from '../../../src/domain/french/labels.ts';
import type { Operator } from '../../contract.ts';
import { typeset } from '../../french/typography.ts';
import type { Page } from '../layout/page.ts';
import { Linked } from './linked.tsx';

interface Statement {
  /** In lower case. */
  readonly label: string;
  readonly value: string | null;
}

/** Statements that the law asks of a publisher; a missing one is named as such, and nothing stands in its place. */
function Publisher({ operator }: { readonly operator: Operator }) {
  const statements: readonly Statement[] = [
    { label: 'organisme', value: operator.name },
    { label: 'adresse et téléphone', value: operator.address },
    { label: 'contact', value: operator.contact },
    { label: 'direction de la publication', value: operator.publicationDirector },
    { label: 'hébergement', value: operator.hostingProvider },
  ];
  const missing = statements.filter(({ value }) => value === null).map(({ label }) => label);
  return (
    <>
      <h2>Éditeur et hébergeur</h2>
      <dl class="definitions">
        {statements.map(
          ({ label, value }) =>
            value !== null && (
              <div key={label}>
                <dt>{capitalise(label)}</dt>
                <dd>
                  <Linked value={value} />
                </dd>
              </div>
            ),
        )}
      </dl>
      {missing.length > 0 && (
        <p>{typeset(`Non communiqué à ce jour par l’exploitant : ${joinWithAnd(missing)}.`)}</p>
      )}
      <p class="help">
        Informations prévues à l’article 1-1 de la loi n° 2004-575 du 21 juin 2004 pour la confiance dans
        l’économie numérique.
      </p>
    </>
  );
}

function Licences() {
  return (
    <>
      <h2>Licences</h2>
      <dl class="definitions">
        <div>
          <dt>Le logiciel</dt>
          <dd>
            Essaimage, © 2026 ses contributeurs, sous licence MIT. Il comprend Preact (licence MIT) et
            accessible-autocomplete (licence MIT).
          </dd>
        </div>
        <div>
          <dt>Les fiches</dt>
          <dd>
            Résumés originaux. Chacune nomme sa source, dont le texte reste la propriété de son éditeur.
          </dd>
        </div>
        <div>
          <dt>Les territoires</dt>
          <dd>
            Découpage administratif réuni par Etalab (code sous licence MIT) d’après l’INSEE (Code officiel
            géographique, 2026), la direction générale des collectivités locales et La Poste ; données sous{' '}
            <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/">Licence Ouverte</a>.
          </dd>
        </div>
        <div>
          <dt>La carte de France</dt>
          <dd>
            D’après <a href="https://github.com/VictorCazanave/svg-maps">svg-maps</a>, de Victor Cazanave,
            sous licence{' '}
            <a href="https://creativecommons.org/licenses/by/4.0/deed.fr">Creative Commons Attribution 4.0</a>{' '}
            (tracés simplifiés).
          </dd>
        </div>
        <div>
          <dt>Le modèle de langue</dt>
          <dd>e5-small-essaimage, adapté de multilingual-e5-small (intfloat), sous licence MIT comme lui.</dd>
        </div>
      </dl>
    </>
  );
}

/** Uses that the operator has turned on, and what they keep. */
function OptionalUses({
  takesContributions,
  countsBlindSpots,
}: Pick<Operator, 'takesContributions' | 'countsBlindSpots'>) {
  return (
    <>
      {takesContributions && (
        <p>
          Qui <a href="/proposer">propose une expérience</a> peut donner une adresse électronique
          professionnelle pour qu’on lui réponde. Seule la rédaction la voit&nbsp;; elle est effacée dès que
          quelqu’un a décidé de publier ou non, au bout d’un an au plus, ou sur demande au contact ci-dessus.
          Personne d’autre ne voit le texte proposé avant qu’il soit publié.
        </p>
      )}
      {countsBlindSpots && (
        <p>
          Quand une question ne trouve rien de proche, le service compte, par mois, ses thèmes, le contexte et
          le département du territoire. Il n’en garde ni le texte, ni l’auteur, ni ce qui relierait ces
          nombres entre eux&nbsp;; la rédaction ne voit que ceux d’au moins cinq questions, et ils sont
          effacés au bout d’un an.
        </p>
      )}
    </>
  );
}

export const legalPage: Page = async ({ operator }) => ({
  status: 200,
  head: {
    title: 'Mentions légales',
    description: 'Qui publie et héberge ce service, et sous quelles licences est ce qu’il emploie.',
    canonicalPath: '/mentions-legales',
    isIndexed: true,
  },
  section: null,
  hydration: null,
  body: (
    <div class="prose">
      <h1>Mentions légales</h1>
      <Publisher operator={operator} />
      <Licences />
      <h2>Données personnelles</h2>
      <p>
        Le service ne demande aucune donnée personnelle{operator.takesContributions && ', sauf ce qui suit,'}{' '}
        et ne dépose pas de cookie chez qui le consulte. Un seul existe, pour les personnes qui se connectent
        à la rédaction&nbsp;: il retient leur session, huit heures au plus, et rien d’autre. L’adresse IP
        sert, en mémoire, à limiter le nombre de requêtes&nbsp;; le service ne l’enregistre pas. Ce que
        devient ce que vous écrivez est expliqué <a href="/a-propos#donnees">dans la page « À propos »</a>.
      </p>
      <OptionalUses {...operator} />
    </div>
  ),
});
