import type { VNode } from 'preact';
import type { Experience, ExperienceResult, LeverResult } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { orderUses, tellCaution, tellWho, tellWhy } from '../../question/card-words.ts';
import { Story } from '../../question/story.tsx';

interface ExperienceCardProps extends Pick<ExperienceResult, 'evidence' | 'reasons'> {
  readonly experience: Experience;
  /** Levers of the answer, by rank: the card tells the use of the first one that it has. */
  readonly ranked: readonly Pick<LeverResult, 'lever'>[];
  readonly title: VNode;
  readonly marks?: VNode;
}

/** An experience in a few lines: who and where, its story, what the collectivité did, why it is there, its source. */
export function ExperienceCard({ title, marks, ranked, ...result }: ExperienceCardProps) {
  const { experience, evidence, reasons } = result;
  const [use] = orderUses(experience, ranked);
  const why = tellWhy(reasons);
  return (
    <>
      {title}
      {marks}
      <p class="e-soft e-who">{tellWho(experience).map(typeset).join(' · ')}</p>
      <Story result={{ experience, evidence }} />
      {use !== undefined && (
        <p class="e-what">
          <b>{typeset(`${use.label} : `)}</b>
          {typeset(use.what)}
        </p>
      )}
      {why.length > 0 && <p class="e-why">{why.map(typeset).join(' · ')}</p>}
      <p class="e-soft e-source">
        {[
          tellCaution({ experience, reasons }),
          ...(experience.source.publisher === '' ? [] : [`Source : ${experience.source.publisher}`]),
        ]
          .map(typeset)
          .join(' · ')}
      </p>
    </>
  );
}
