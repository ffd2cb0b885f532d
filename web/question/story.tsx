import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';
import { tellStory } from './card-words.ts';

/** Passage of a fiche; the words that the question shares are in elements of this name. */
function Highlighted({
  evidence: { passage, highlights },
  as: Word,
}: {
  readonly evidence: NonNullable<ExperienceResult['evidence']>;
  readonly as: 'b' | 'mark';
}) {
  const text = typeset(passage);
  const parts = [];
  let from = 0;
  for (const [start = 0, end = 0] of highlights) {
    parts.push(text.slice(from, start), <Word key={start}>{text.slice(start, end)}</Word>);
    from = end;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

/** Sentence of the fiche nearest to the question, with their shared words marked. */
export function Passage({ evidence }: { readonly evidence: NonNullable<ExperienceResult['evidence']> }) {
  return (
    <blockquote class="passage">
      <p>
        «&nbsp;
        <Highlighted evidence={evidence} as="mark" />
        &nbsp;»
      </p>
    </blockquote>
  );
}

/** A few lines of the story of an experience, with the sentence that answers the question. */
export function Story({ result }: { readonly result: Pick<ExperienceResult, 'experience' | 'evidence'> }) {
  const { before, match, after } = tellStory(result);
  return (
    <p class="story-lines">
      {typeset(before)}
      {before !== '' && ' '}
      {match !== null && (
        <mark class="matched">
          <Highlighted evidence={match} as="b" />
        </mark>
      )}
      {after !== '' && ` ${typeset(after)}`}
    </p>
  );
}
