import { describeNeed } from '../../../src/domain/french/describe-answer.ts';
import type { Recommendation } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import type { HeadingLevel } from '../settings.ts';
import { ExperienceItem } from './experience-item.tsx';
import { Heading } from './heading.tsx';
import { LeverItem } from './lever-item.tsx';
import type { Links } from './links.ts';

interface AnswerProps {
  readonly recommendation: Recommendation;
  readonly links: Links;
  readonly level: HeadingLevel;
}

/** The experiences, then the levers that they support. */
export function Answer({ recommendation, links, level }: AnswerProps) {
  const { hint, notes, needs, experiences, levers } = recommendation;
  return (
    <>
      {needs.length > 1 && (
        <ol class="e-soft" aria-label="Besoins lus dans la demande">
          {needs.map((need) => (
            <li key={need.number}>{typeset(`Besoin ${need.number} : ${describeNeed(need)}`)}</li>
          ))}
        </ol>
      )}
      {[...notes, ...(hint ? [hint.text] : [])].map((text) => (
        <p key={text} class="e-notice" part="notice">
          {typeset(text)}
        </p>
      ))}
      {experiences.length > 0 && (
        <>
          <Heading level={level} under={1}>
            Expériences
          </Heading>
          <ol class="e-list" part="list">
            {experiences.map((result) => (
              <ExperienceItem
                key={result.experience.id}
                result={result}
                needCount={needs.length}
                links={links}
                level={level}
              />
            ))}
          </ol>
        </>
      )}
      {levers.length > 0 && (
        <>
          <Heading level={level} under={1}>
            Leviers à actionner
          </Heading>
          <ol class="e-list e-levers" part="list">
            {levers.map((result) => (
              <LeverItem key={result.lever.id} result={result} links={links} level={level} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
