import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { loadTaxonomy } from '../search/data/search-data.ts';
import { Configurator } from './configurator.tsx';
import { ForIntegrators } from './for-integrators.tsx';
import { Policies } from './policies.tsx';

/** Page for integrators: the lines to paste, and their reference. */
export const integrationPage: Page = async (request) => {
  const { url, api } = request;
  const taxonomy = await loadTaxonomy(api);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  const { origin } = url;
  return {
    status: 200,
    head: {
      title: 'Intégrer Essaimage à un site',
      description:
        'Une ligne à coller pour montrer, sur le site d’une collectivité ou d’un réseau, ce que d’autres territoires ont fait avec l’économie sociale et solidaire.',
      canonicalPath: '/integration',
      isIndexed: true,
    },
    section: '/integration',
    hydration: { entry: 'integration', data: { origin, taxonomy: taxonomy.data } },
    body: (
      <div class="integration">
        <div class="prose">
          <h1>Intégrer Essaimage à un site</h1>
          <p>
            Montrez sur votre site ce que d’autres collectivités ont fait, pour votre territoire et vos
            sujets. Choisissez ci-dessous, copiez, collez dans la page&nbsp;: c’est tout. Sans priorité ni
            thème choisis d’avance, un petit formulaire laisse vos visiteurs écrire leurs priorités.
          </p>
          <ul>
            <li>
              <strong>Le composant</strong> se fond dans la page&nbsp;: il en prend la police et, si elle en a
              une, l’apparence sombre. Il faut que votre site accepte les scripts.
            </li>
            <li>
              <strong>Le cadre</strong> (<code>iframe</code>) montre la même liste sans aucun script chez
              vous. Le script <code>cadre.js</code>, facultatif, lui donne la hauteur de son contenu&nbsp;;
              sans lui, le cadre garde la hauteur écrite et défile.
            </li>
          </ul>
          <p>
            Si le service ne répond pas, la liste le dit en une phrase et votre page n’en souffre pas. Rien
            n’est enregistré chez le visiteur, ni cookie ni autre trace&nbsp;; ce qu’il écrit est envoyé à{' '}
            <code>{origin}</code>.
          </p>
          <h2>Composer la ligne</h2>
        </div>
        <div id="configurateur">
          <Configurator origin={origin} taxonomy={taxonomy.data} api={null} />
        </div>
        <div class="prose">
          <Policies origin={origin} />
          <ForIntegrators origin={origin} />
        </div>
      </div>
    ),
  };
};
