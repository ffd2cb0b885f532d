import { joinWithAnd, shorten } from '../../../src/domain/french/formats.ts';
import type { Experience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { Illustration } from '../illustration/illustration.tsx';
import { experiencePath } from '../layout/addresses.ts';

const MAX_EXCERPT = 260;

/** An experience in a list: where, the beginning of its story, the levers that were used. */
function SummaryCard({ experience }: { readonly experience: Experience }) {
  const { id, title, summary, levers, themes } = experience;
  const [theme] = themes;
  return (
    <article class="card summary-card drawn">
      {theme !== undefined && <Illustration of="theme" id={theme.id} />}
      <h3>
        <a href={experiencePath(id)}>{typeset(title)}</a>
      </h3>
      <Places experience={experience} />
      <p>{typeset(shorten(summary, MAX_EXCERPT))}</p>
      {levers.length > 0 && (
        <p class="quiet">
          {levers.length < 2 ? 'Levier' : 'Leviers'} :{' '}
          {joinWithAnd(levers.map(({ label }) => typeset(label)))}
        </p>
      )}
    </article>
  );
}

export function ExperienceList({ experiences }: { readonly experiences: readonly Experience[] }) {
  return (
    <ul class="card-list">
      {experiences.map((experience) => (
        <li key={experience.id}>
          <SummaryCard experience={experience} />
        </li>
      ))}
    </ul>
  );
}
