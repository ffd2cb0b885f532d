import { ExperienceCard } from '../../component/views/experience-card.tsx';
import { explainFailure } from '../../component/views/explain-failure.ts';
import { FailureNotice } from '../../component/views/failure-notice.tsx';
import { Heading } from '../../component/views/heading.tsx';
import { experienceUrl } from '../../component/views/links.ts';
import { ServiceLink } from '../../component/views/service-link.tsx';
import { typeset } from '../../french/typography.ts';
import { statusOfFailure } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { headingLevelIn, inFrame } from './in-frame.tsx';

/** The card of one experience. */
export const cardFrame: Page = async ({ url, api }) => {
  const parameters = url.searchParams;
  const service = url.origin;
  const fiche = await api.get('/v1/experiences/{id}', { id: parameters.get('fiche') ?? '' });
  if (!fiche.ok) {
    return inFrame({
      status: statusOfFailure(fiche.failure),
      title: 'Expérience indisponible',
      parameters,
      body: (
        <div class="essaimage" lang="fr">
          <FailureNotice explanation={explainFailure(fiche.failure)} onRetry={null} fallback={null} />
        </div>
      ),
    });
  }
  const title = typeset(fiche.data.title);
  return inFrame({
    status: 200,
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
