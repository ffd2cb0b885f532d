import { readExperiences } from '../../api/read-experiences.ts';
import { ACRONYMS } from '../../french/acronyms.ts';
import { AcronymList } from '../layout/acronyms.tsx';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { AboutCorpus, type CorpusSize } from './about-corpus.tsx';
import { AboutMeasures } from './about-measures.tsx';
import { AboutPrivacy } from './about-privacy.tsx';
import { AboutRanking } from './about-ranking.tsx';
import { AboutService } from './about-service.tsx';
import { AboutWords } from './about-words.tsx';

const CONTENTS = [
  { id: 'service', label: 'À quoi sert ce service' },
  { id: 'classement', label: 'Comment les réponses sont classées' },
  { id: 'mots', label: 'Ce que veulent dire certains mots' },
  { id: 'mesures', label: 'Les réponses sont-elles bonnes ?' },
  { id: 'corpus', label: 'Ce que le service connaît' },
  { id: 'donnees', label: 'Ce que devient ce que vous écrivez' },
  { id: 'sigles', label: 'Sigles' },
] as const;

function AboutView({ corpus }: { readonly corpus: CorpusSize }) {
  return (
    <div class="prose">
      <h1>À propos d’Essaimage</h1>
      <nav aria-label="Sommaire">
        <ul>
          {CONTENTS.map(({ id, label }) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <AboutService />
      <AboutRanking />
      <AboutWords />
      <AboutMeasures />
      <AboutCorpus corpus={corpus} />
      <AboutPrivacy />
      <h2 id="sigles">Sigles</h2>
      <AcronymList acronyms={Object.keys(ACRONYMS)} />
    </div>
  );
}

/** « À propos »: purpose, ranking, measured quality, corpus and privacy. */
export const aboutPage: Page = async (request) => {
  const { api } = request;
  const [page, themes, levers] = await Promise.all([
    readExperiences(api, new URLSearchParams({ limit: '1' })),
    api.get('/v1/themes'),
    api.get('/v1/levers'),
  ]);
  if (!page.ok) return pageWithout(page.failure, request);
  if (!themes.ok) return pageWithout(themes.failure, request);
  if (!levers.ok) return pageWithout(levers.failure, request);
  const corpus = {
    page: page.data,
    themeCount: themes.data.themes.length,
    leverCount: levers.data.levers.length,
  };
  return {
    status: 200,
    head: {
      title: 'À propos',
      description:
        'Comment Essaimage classe les expériences et les leviers, ce qu’il connaît, ses limites mesurées, et ce que devient ce que vous écrivez.',
      canonicalPath: '/a-propos',
      isIndexed: true,
    },
    section: '/a-propos',
    hydration: null,
    body: <AboutView corpus={corpus} />,
  };
};
