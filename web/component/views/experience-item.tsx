import type { ExperienceResult } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Marks } from '../../question/marks.tsx';
import { Passage } from '../../question/passage.tsx';
import { Places } from '../../question/places.tsx';
import type { HeadingLevel } from '../settings.ts';
import { Heading } from './heading.tsx';
import { type Links, whenFollowed } from './links.ts';
import { ServiceLink } from './service-link.tsx';

const SHOWN_REASONS = 3;
/** Shown after the first ones: that the experience ended, and how old its story is. */
const LIFE = ['state', 'age'];

interface ExperienceItemProps {
  readonly result: ExperienceResult;
  /** Needs of the request. */
  readonly needCount: number;
  readonly links: Links;
  readonly level: HeadingLevel;
}

/** An experience in a few lines: where, why it is there, the sentence that proves it, with which levers. */
export function ExperienceItem({ result, needCount, links, level }: ExperienceItemProps) {
  const { experience, reasons, evidence } = result;
  const url = `${links.service}/experiences/${encodeURIComponent(experience.id)}`;
  return (
    <li class="e-item" part="item">
      <Heading level={level} under={2}>
        <ServiceLink href={url} onClick={whenFollowed(links, { kind: 'experience', url, result })}>
          {typeset(experience.title)}
        </ServiceLink>
      </Heading>
      <Marks result={result} needCount={needCount} />
      <Places experience={experience} />
      <ul class="e-why" aria-label="Pourquoi cette expérience">
        {reasons
          .filter(({ code }, index) => index < SHOWN_REASONS || LIFE.includes(code))
          .map(({ text }) => (
            <li key={text}>{typeset(text)}</li>
          ))}
      </ul>
      {evidence !== null && <Passage evidence={evidence} />}
      {experience.levers.length > 0 && (
        <p class="e-with">Avec&nbsp;: {experience.levers.map(({ label }) => typeset(label)).join(', ')}</p>
      )}
    </li>
  );
}
