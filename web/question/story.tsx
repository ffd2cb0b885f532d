import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';
import { tellStory } from './card-words.ts';
import { Highlighted } from './highlighted.tsx';

/** A few lines of the story of an experience, with the sentence that answers the question. */
export function Story({ result }: { readonly result: Pick<ExperienceResult, 'experience' | 'evidence'> }) {
  const { before, hasGap, match, after } = tellStory(result);
  return (
    <p class="story-lines">
      {typeset(before)}
      {before !== '' && ' '}
      {hasGap && '[…] '}
      {match !== null && (
        <mark class="matched">
          <Highlighted evidence={match} as="b" />
        </mark>
      )}
      {after !== '' && ` ${typeset(after)}`}
    </p>
  );
}
