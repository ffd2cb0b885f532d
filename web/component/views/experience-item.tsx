import type { ExperienceResult, LeverResult } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Marks } from '../../question/places.tsx';
import type { HeadingLevel } from '../settings.ts';
import { ExperienceCard } from './experience-card.tsx';
import { Heading } from './heading.tsx';
import { experienceUrl, type Links, ServiceLink, whenFollowed } from './service-link.tsx';

interface ExperienceItemProps {
  readonly result: ExperienceResult;
  /** Levers of the answer, by rank. */
  readonly ranked: readonly LeverResult[];
  /** Needs of the request. */
  readonly needCount: number;
  readonly links: Links;
  readonly level: HeadingLevel;
}

/** An experience among those of an answer. */
export function ExperienceItem({ result, ranked, needCount, links, level }: ExperienceItemProps) {
  const { experience, reasons, evidence } = result;
  const url = experienceUrl(links, experience.id);
  return (
    <li class="e-item e-ranked" part="item">
      {/* A list says the rank already. */}
      <span class="e-rank" aria-hidden="true">
        {result.rank}
      </span>
      <div class="e-card">
        <ExperienceCard
          experience={experience}
          evidence={evidence}
          reasons={reasons}
          ranked={ranked}
          title={
            <Heading level={level} under={2}>
              <ServiceLink href={url} onClick={whenFollowed(links, { kind: 'experience', url, result })}>
                {typeset(experience.title)}
              </ServiceLink>
            </Heading>
          }
          marks={<Marks result={result} needCount={needCount} />}
        />
      </div>
    </li>
  );
}
