import { describeNeed } from '../../../src/domain/french/describe-answer.ts';
import { countNoun } from '../../../src/domain/french/formats.ts';
import type { Recommendation } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import type { HeadingLevel } from '../settings.ts';
import { ExperienceItem } from './experience-item.tsx';
import { Heading } from './heading.tsx';
import { LeverItem } from './lever-item.tsx';
import type { Links } from './service-link.tsx';

/** Experiences before the levers; the others are folded after them. */
const FIRST = 3;

interface AnswerProps {
  readonly recommendation: Recommendation;
  readonly links: Links;
  readonly level: HeadingLevel;
}

interface ExperiencesProps extends AnswerProps {
  readonly from: number;
  readonly to?: number;
}

function Experiences({ recommendation, links, level, from, to }: ExperiencesProps) {
  const { experiences, levers, needs } = recommendation;
  return (
    <ol class="e-list" part="list" start={from + 1}>
      {experiences.slice(from, to).map((result) => (
        <ExperienceItem
          key={result.experience.id}
          result={result}
          ranked={levers}
          needCount={needs.length}
          links={links}
          level={level}
        />
      ))}
    </ol>
  );
}

/** The best experiences, the levers that they support, then the other experiences. */
export function Answer(props: AnswerProps) {
  const { recommendation, links, level } = props;
  const { hint, notes, needs, experiences, levers } = recommendation;
  const others = experiences.length - FIRST;
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
          <Experiences {...props} from={0} to={FIRST} />
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
      {others > 0 && (
        <details part="more">
          <summary>{countNoun(others, 'autre expérience', 'autres expériences')}</summary>
          <Experiences {...props} from={FIRST} />
        </details>
      )}
    </>
  );
}
