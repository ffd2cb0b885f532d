import type { Operator } from '../../contract.ts';
import type { Page } from '../layout/page.ts';
import { Blank, TemplateNotice } from './blank.tsx';

function Publisher({ operator }: { readonly operator: Operator }) {
  const { name, address, contact, publicationDirector, hostingProvider } = operator;
  return (
    <>
      <h2>Éditeur</h2>
      <dl class="definitions">
        <div>
          <dt>Organisme</dt>
          <dd>
            <Blank value={name} what="nom et forme juridique" />
          </dd>
        </div>
        <div>
          <dt>Adresse</dt>
          <dd>
            <Blank value={address} what="adresse postale et téléphone" />
          </dd>
        </div>
        <div>
          <dt>Contact</dt>
          <dd>
            <Blank value={contact} what="adresse électronique ou page de contact" />
          </dd>
        </div>
        <div>
          <dt>Direction de la publication</dt>
          <dd>
            <Blank value={publicationDirector} what="nom de la personne responsable" />
          </dd>
        </div>
        <div>
          <dt>Hébergement</dt>
          <dd>
            <Blank value={hostingProvider} what="nom, adresse et téléphone de l’hébergeur" />
          </dd>
        </div>
      </dl>
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
      <TemplateNotice values={Object.values(operator)} />
      <Publisher operator={operator} />
      <Licences />
      <h2>Données personnelles</h2>
      <p>
        Le service ne demande aucune donnée personnelle et ne dépose pas de cookie. L’adresse IP sert, en
        mémoire, à limiter le nombre de demandes ; le service ne l’enregistre pas. Ce que devient ce que vous
        écrivez est expliqué <a href="/a-propos#donnees">dans la page « À propos »</a>.
      </p>
    </div>
  ),
});
