import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';
import { tellStory } from './card-words.ts';

type Evidence = NonNullable<ExperienceResult['evidence']>;

/** Sentence that answers the question, highlighted; the words that both share are bolder. */
function Matched({ passage, highlights }: Evidence) {
  const text = typeset(passage);
  const parts = [];
  let from = 0;
  for (const [start = 0, end = 0] of highlights) {
    parts.push(text.slice(from, start), <b key={start}>{text.slice(start, end)}</b>);
    from = end;
  }
  return (
    <mark class="matched">
      {parts}
      {text.slice(from)}
    </mark>
  );
}

/** A few lines of the story of an experience, with the sentence that answers the question. */
export function Story({ result }: { readonly result: Pick<ExperienceResult, 'experience' | 'evidence'> }) {
  const { before, hasGap, match, after } = tellStory(result);
  return (
    <p class="story-lines">
      {typeset(before)}
      {before !== '' && ' '}
      {hasGap && '[…] '}
      {match !== null && <Matched {...match} />}
      {after !== '' && ` ${typeset(after)}`}
    </p>
  );
}
