import { describeNeed, describeReading, nameLevel } from '../../../src/domain/french/describe-answer.ts';
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
  readonly results: Recommendation['experiences'];
}

function Experiences({ recommendation, results, links, level }: ExperiencesProps) {
  const { levers, needs } = recommendation;
  return (
    <ol class="e-list" part="list" start={results[0]?.rank}>
      {results.map((result) => (
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
  const { understood, hint, notes, needs, experiences, levers } = recommendation;
  const said = [
    ...(needs.length < 2 ? [] : needs.map((need) => `Besoin ${need.number} : ${describeNeed(need)}`)),
    ...describeReading(understood),
    ...notes,
    ...(hint ? [hint.text] : []),
    ...recommendation.ownExperiences.map(({ title }) => `Chez vous : ${title}`),
  ];
  const [first] = experiences;
  const ofFirst = experiences.filter((result) => result.level === first?.level);
  const folded = [ofFirst.slice(FIRST), experiences.filter((result) => result.level !== first?.level)];
  return (
    <>
      {said.map((text) => (
        <p key={text} class="e-notice" part="notice">
          {typeset(text)}
        </p>
      ))}
      {first !== undefined && (
        <>
          <Heading level={level} under={1}>
            {nameLevel(first.level)}
          </Heading>
          <Experiences {...props} results={ofFirst.slice(0, FIRST)} />
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
      {folded.map(
        (results) =>
          results[0] !== undefined && (
            <details key={results[0].rank} part="more">
              <summary>
                {`${nameLevel(results[0].level)} : ${countNoun(results.length, 'autre expérience', 'autres expériences')}`}
              </summary>
              <Experiences {...props} results={results} />
            </details>
          ),
      )}
    </>
  );
}
