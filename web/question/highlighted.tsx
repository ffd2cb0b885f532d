import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';

/** Passage of a fiche; the words that the question shares are in elements of this name. */
export function Highlighted({
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
