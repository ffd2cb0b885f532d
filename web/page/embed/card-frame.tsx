import { ExperienceCard } from '../../component/views/experience-card.tsx';
import { type Explanation, explainFailure } from '../../component/views/explain-failure.ts';
import { FailureNotice } from '../../component/views/failure-notice.tsx';
import { Heading } from '../../component/views/heading.tsx';
import { experienceUrl, ServiceLink } from '../../component/views/service-link.tsx';
import { typeset } from '../../french/typography.ts';
import { statusOfFailure } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { headingLevelIn, inFrame } from './in-frame.tsx';

const NOT_FOUND = 404;
const GONE: Explanation = {
  title: 'Expérience introuvable',
  advice: ['Cette expérience n’est plus publiée, ou l’adresse du cadre est incomplète.'],
  reference: null,
};

/** The card of one experience. */
export const cardFrame: Page = async ({ url, api }) => {
  const parameters = url.searchParams;
  const service = url.origin;
  const fiche = await api.get('/v1/experiences/{id}', { path: { id: parameters.get('fiche') ?? '' } });
  if (!fiche.ok) {
    const status = statusOfFailure(fiche.failure);
    const explanation = status === NOT_FOUND ? GONE : explainFailure(fiche.failure);
    return inFrame({
      status,
      title: 'Expérience indisponible',
      parameters,
      body: (
        <div class="essaimage" lang="fr">
          <FailureNotice explanation={explanation} onRetry={null} fallback={null} />
        </div>
      ),
    });
  }
  const title = typeset(fiche.data.title);
  return inFrame({
    title,
    parameters,
    body: (
      <article class="essaimage" lang="fr">
        <div class="e-item">
          <ExperienceCard
            experience={fiche.data}
            evidence={null}
            reasons={[]}
            ranked={[]}
            title={
              <Heading level={headingLevelIn(parameters)}>
                <ServiceLink href={experienceUrl({ service, onChoose: null }, fiche.data.id)}>
                  {title}
                </ServiceLink>
              </Heading>
            }
          />
        </div>
        <p class="e-soft" part="credit">
          <ServiceLink href={`${service}/`}>D’autres expériences sur Essaimage</ServiceLink>
        </p>
      </article>
    ),
  });
};
