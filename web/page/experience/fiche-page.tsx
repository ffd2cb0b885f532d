import type { VNode } from 'preact';
import { shorten } from '../../../src/domain/french/formats.ts';
import type { Fiche, SimilarExperience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { isEmpty } from '../../question/question.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { experiencePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Head, Page } from '../layout/page.ts';
import { addressOf, readAsked } from '../search/data/address.ts';
import { FicheActs } from './fiche-acts.tsx';
import { FicheFacts } from './fiche-facts.tsx';
import { FicheStory } from './fiche-story.tsx';
import { Neighbours } from './neighbours.tsx';
import { structuredDataOf } from './structured-data.ts';

const MAX_DESCRIPTION = 200;

interface FicheViewProps {
  readonly fiche: Fiche;
  /** Address of the answer that led to the fiche; null without one. */
  readonly answer: string | null;
  readonly similar: readonly SimilarExperience[];
  readonly acts: VNode;
}

function FicheView({ fiche, answer, similar, acts }: FicheViewProps) {
  const [theme] = fiche.themes;
  return (
    <>
      <article class="fiche">
        <header class="page-head drawn">
          {theme !== undefined && <Illustration of="theme" id={theme.id} />}
          <p class="quiet">
            {answer === null ? (
              <a href="/experiences">Toutes les expériences</a>
            ) : (
              <a href={answer}>Revenir à la réponse</a>
            )}
          </p>
          <h1>{typeset(fiche.title)}</h1>
          <Places experience={fiche} />
        </header>
        <FicheStory fiche={fiche} />
        <FicheFacts fiche={fiche} />
        {acts}
      </article>
      <Neighbours fiche={fiche} similar={similar} />
    </>
  );
}

function headOf(fiche: Fiche, origin: string, isIndexed: boolean): Head {
  const [theme] = fiche.themes;
  return {
    title: typeset(fiche.title),
    description: typeset(shorten(fiche.summary, MAX_DESCRIPTION)),
    canonicalPath: experiencePath(fiche.id),
    ...(theme === undefined
      ? {}
      : { shareImage: { name: `theme-${theme.id}`, alt: `Essaimage\u00a0: ${typeset(theme.label)}` } }),
    structuredData: structuredDataOf(fiche, origin),
    isArticle: true,
    isEmbeddable: true,
    isIndexed,
  };
}

const MOVED_PERMANENTLY = 301;

/** The address is that of a fiche that was merged into this one. */
function movedTo(id: string, { searchParams }: URL): Response {
  const location = experiencePath(id, searchParams);
  return new Response(null, { status: MOVED_PERMANENTLY, headers: { location } });
}

/** An experience: its story, what the collectivité did, its facts, its source, and its neighbours. */
export const fichePage: Page = async (request) => {
  const { api, operator, url } = request;
  const path = { id: request.params.id ?? '' };
  const [fiche, similar] = await Promise.all([
    api.get('/v1/experiences/{id}', { path }),
    api.get('/v1/experiences/{id}/similar', { path }),
  ]);
  if (!fiche.ok) return pageWithout(fiche.failure, request);
  if (fiche.data.id !== path.id) return movedTo(fiche.data.id, url);
  if (!similar.ok) return pageWithout(similar.failure, request);
  const asked = readAsked(url.searchParams);
  return {
    head: headOf(fiche.data, url.origin, isEmpty(asked.question)),
    section: '/experiences',
    body: (
      <FicheView
        fiche={fiche.data}
        answer={isEmpty(asked.question) ? null : addressOf(asked)}
        similar={similar.data.experiences}
        acts={<FicheActs fiche={fiche.data} asked={asked} operator={operator} origin={url.origin} />}
      />
    ),
  };
};
