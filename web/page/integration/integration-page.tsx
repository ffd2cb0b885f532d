import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { loadTaxonomy } from '../search/data/search-data.ts';
import { Configurator } from './configurator.tsx';
import { OpenData } from './open-data.tsx';
import { PROFILES, type Profile, profilePath } from './profiles.tsx';

function ProfileChoice({ chosen }: { readonly chosen: Profile }) {
  return (
    <nav class="profiles" aria-label="Votre site">
      <ul>
        {PROFILES.map((profile) => (
          <li key={profile.id}>
            <a
              href={`${profilePath(profile)}#recettes`}
              aria-current={profile === chosen ? 'page' : undefined}
            >
              {profile.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Presentation({ origin }: { readonly origin: string }) {
  return (
    <header class="prose">
      <h1>Intégrer Essaimage à un site</h1>
      <p>
        Montrez sur votre site ce que d’autres collectivités ont fait, pour votre territoire et vos sujets.
        Choisissez votre outil, copiez, collez. Sans priorité ni thème choisis d’avance, un petit formulaire
        laisse vos visiteurs écrire leurs priorités.
      </p>
      <ul>
        <li>
          <strong>Le lien</strong>, collé dans un site qui connaît oEmbed, devient la carte d’une expérience
          ou d’une réponse.
        </li>
        <li>
          <strong>Le cadre</strong> (<code>iframe</code>) montre la liste sans aucun script chez vous.
        </li>
        <li>
          <strong>Le composant</strong> se fond dans la page&nbsp;: il en prend la police et les niveaux de
          titres.
        </li>
      </ul>
      <p class="quiet">
        Si le service ne répond pas, la liste le dit en une phrase et votre page n’en souffre pas. Rien n’est
        enregistré chez le visiteur, ni cookie ni autre trace&nbsp;; ce qu’il écrit est envoyé à{' '}
        <code>{origin}</code>.
      </p>
    </header>
  );
}

/** Page for integrators: recipes by kind of site, and the lines to paste. */
export const integrationPage: Page = async (request) => {
  const { url, api, component } = request;
  const taxonomy = await loadTaxonomy(api);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  const { origin } = url;
  const asked = url.searchParams.get('profil');
  const profile = PROFILES.find(({ id }) => id === asked) ?? PROFILES[0];
  return {
    status: 200,
    head: {
      title: typeset(`Intégrer Essaimage à un site : ${profile.label}`),
      description:
        'Montrer, sur le site d’une collectivité ou d’un réseau, ce que d’autres territoires ont fait avec l’économie sociale et solidaire : recettes pour Drupal, WordPress, SPIP et tout autre site.',
      canonicalPath: '/integration',
      isIndexed: profile === PROFILES[0],
    },
    section: '/integration',
    hydration: { entry: 'integration', data: { origin, taxonomy: taxonomy.data } },
    body: (
      <div class="integration">
        <Presentation origin={origin} />
        <ProfileChoice chosen={profile} />
        <section class="recipes" id="recettes" aria-labelledby="recettes-titre">
          <h2 id="recettes-titre">{profile.title}</h2>
          <profile.Content origin={origin} component={component} />
        </section>
        <section aria-labelledby="composer-titre">
          <h2 id="composer-titre">Composer votre ligne</h2>
          <div id="configurateur">
            <Configurator origin={origin} taxonomy={taxonomy.data} api={null} />
          </div>
        </section>
        <OpenData licence={request.operator.dataLicence} />
      </div>
    ),
  };
};
