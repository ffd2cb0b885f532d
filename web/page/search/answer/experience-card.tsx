import { capitalise } from '../../../../src/domain/french/labels.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { orderUses, tellFigure, tellState, tellWho, tellWhy } from '../../../question/card-words.ts';
import { Marks } from '../../../question/places.tsx';
import { Story } from '../../../question/story.tsx';
import { experiencePath } from '../../layout/addresses.ts';

interface ExperienceCardProps {
  readonly result: ExperienceResult;
  readonly recommendation: Recommendation;
  /** Parameters of the page, which lead back to it. */
  readonly asked: URLSearchParams;
}

/** Use of the best ranked lever that the collectivité used. */
function Use({ result, recommendation }: Pick<ExperienceCardProps, 'result' | 'recommendation'>) {
  const [use] = orderUses(result.experience, recommendation.levers);
  if (use === undefined) return null;
  return (
    <p>
      <b>{typeset(`${use.label} : `)}</b>
      {typeset(use.what)}
    </p>
  );
}

function KeyFigure({ experience }: Pick<ExperienceResult, 'experience'>) {
  const figure = tellFigure(experience);
  if (figure === null) return null;
  return (
    <p>
      {typeset(`${capitalise(figure.label)} : `)}
      <b>{typeset(figure.measure)}</b>
    </p>
  );
}

/** An experience in a few lines: where and when, the story, what the collectivité did, a figure, why it is there. */
export function ExperienceCard({ result, recommendation, asked }: ExperienceCardProps) {
  const { rank, experience, reasons } = result;
  const why = [...tellState(reasons), ...tellWhy(reasons).slice(-1)];
  return (
    <article class="experience">
      <header>
        <p class="rank" aria-hidden="true">
          {rank}
        </p>
        <h3>
          <a href={experiencePath(experience.id, asked)}>{typeset(experience.title)}</a>
        </h3>
        <div class="who">
          <Marks result={result} needCount={recommendation.needs.length} />
          <p>{typeset(tellWho(experience).join(' · '))}</p>
        </div>
      </header>
      <Story result={result} />
      <Use result={result} recommendation={recommendation} />
      <KeyFigure experience={experience} />
      {why.length > 0 && <p class="why-line">{typeset(why.join(' · '))}</p>}
    </article>
  );
}
