import type { Page } from '../layout/page.ts';
import { BLIND_SPOTS_PATH } from './blind-spots-page.tsx';
import { FormToken } from './form-token.tsx';

/** Home of editors. */
export const newsroomPage: Page = async ({ session, operator }) => ({
  status: 200,
  head: {
    title: 'Rédaction',
    description: 'Faire entrer des expériences, les relire et les publier.',
    canonicalPath: '/redaction',
    isIndexed: false,
  },
  section: null,
  hydration: null,
  body: (
    <div class="prose">
      <h1>Rédaction</h1>
      <p>Vous êtes entré avec « {session?.label} ».</p>
      {operator.countsBlindSpots && (
        <p>
          <a href={BLIND_SPOTS_PATH}>Angles morts</a>
        </p>
      )}
      <form method="post" action="/redaction/deconnexion">
        <FormToken session={session} />
        <button type="submit">Se déconnecter</button>
      </form>
    </div>
  ),
});
