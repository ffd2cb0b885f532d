import type { Page } from './page.ts';

/** Page of an address that leads nowhere. */
export const notFound: Page = async ({ url }) => ({
  status: 404,
  head: {
    title: 'Page introuvable',
    description: 'Cette adresse ne mène à aucune page.',
    canonicalPath: url.pathname,
    isIndexed: false,
  },
  body: (
    <div class="prose">
      <h1>Cette page n’existe pas</h1>
      <p>L’adresse est peut-être mal recopiée, ou la fiche a été retirée.</p>
      <p>
        <a href="/">Chercher une expérience</a>
      </p>
    </div>
  ),
});
