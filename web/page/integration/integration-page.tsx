import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import { Menu } from '../layout/menu.tsx';
import type { Page } from '../layout/page.ts';
import { readProse } from '../prose.ts';
import { loadTaxonomy } from '../search/data/search-data.ts';
import { Configurator } from './configurator.tsx';
import openDataText from './open-data.md?raw';
import presentationText from './presentation.md?raw';
import { PROFILES, profilePath, valuesFor } from './profiles.ts';

const LINKS = PROFILES.map((profile) => ({ path: profilePath(profile), label: profile.label }));
const writePresentation = readProse(presentationText);
const writeOpenData = readProse(openDataText);

/** Under which licence the open data are. @param props.url null where the operator gives none */
function Licence({ url }: { readonly url: string | null }) {
  if (url !== null) {
    return (
      <p>
        Licence&nbsp;: <a href={url}>{url}</a>
      </p>
    );
  }
  return (
    <p>
      Licence non communiquée à ce jour par l’exploitant&nbsp;: demandez-lui avant de réutiliser ces données.
    </p>
  );
}

/** Page for integrators: recipes by kind of site, and the lines to paste. */
export const integrationPage: Page = async (request) => {
  const { url, api, component, operator } = request;
  const taxonomy = await loadTaxonomy(api);
  if (!taxonomy.ok) return pageWithout(taxonomy.failure, request);
  const { origin } = url;
  const asked = url.searchParams.get('profil');
  const profile = PROFILES.find(({ id }) => id === asked) ?? PROFILES[0];
  return {
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
        <header class="prose" dangerouslySetInnerHTML={{ __html: writePresentation({ origin }) }} />
        <Menu class="profiles" label="Votre site" links={LINKS} current={profilePath(profile)} />
        <section
          class="recipes"
          id="recettes"
          aria-labelledby="recettes-titre"
          dangerouslySetInnerHTML={{
            __html: `<h2 id="recettes-titre">${profile.title}</h2>${profile.write(valuesFor(origin, component))}`,
          }}
        />
        <section aria-labelledby="composer-titre">
          <h2 id="composer-titre">Composer votre ligne</h2>
          <div id="configurateur">
            <Configurator origin={origin} taxonomy={taxonomy.data} api={null} />
          </div>
        </section>
        <section
          class="prose"
          id="donnees-ouvertes"
          aria-labelledby="donnees-titre"
          dangerouslySetInnerHTML={{
            __html: writeOpenData({ licence: <Licence url={operator.dataLicence} /> }),
          }}
        />
      </div>
    ),
  };
};
