import { typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { writeQuestion } from '../../question/question.ts';
import { Passage } from '../../question/story.tsx';
import { Illustration } from '../illustration/illustration.tsx';
import { experiencePath } from '../layout/addresses.ts';
import type { Example } from './home.ts';

function WorkedExample({
  example: { question, territory, evidence, experience },
}: {
  readonly example: Example;
}) {
  const asked = writeQuestion(question);
  return (
    <li class="example">
      <p class="example-question">
        <strong>{typeset(territory)}</strong>
        <span>«&nbsp;{typeset(question.priorities)}&nbsp;»</span>
      </p>
      <article class="card drawn">
        {experience.theme !== null && <Illustration of="theme" id={experience.theme} />}
        <h3>
          <a href={experiencePath(experience.id)}>{typeset(experience.title)}</a>
        </h3>
        <Places experience={experience} />
        {evidence !== null && <Passage evidence={evidence} />}
        <p class="example-more">
          <a href={`/?${asked}`}>
            Voir toute la réponse<span class="visually-hidden"> pour {typeset(territory)}</span>
          </a>
        </p>
      </article>
    </li>
  );
}

/** Real questions, each with the first experience of its real answer. */
export function Examples({ examples }: { readonly examples: readonly Example[] }) {
  if (examples.length === 0) return null;
  return (
    <section class="home-section" aria-labelledby="exemples-titre">
      <h2 id="exemples-titre">
        {examples.length === 1
          ? 'Une question, et sa première réponse'
          : 'Des questions, et leur première réponse'}
      </h2>
      <ul class="worked-examples">
        {examples.map((example) => (
          <WorkedExample key={example.territory} example={example} />
        ))}
      </ul>
    </section>
  );
}
