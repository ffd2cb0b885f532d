import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';

/** The sentence of the fiche that is the nearest to the question, with the words they share marked. */
export function Passage({ evidence }: { readonly evidence: NonNullable<ExperienceResult['evidence']> }) {
  const text = typeset(evidence.passage);
  const parts = [];
  let from = 0;
  for (const [start = 0, end = 0] of evidence.highlights) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <blockquote class="passage">
      <p>
        «&nbsp;{parts}
        {text.slice(from)}&nbsp;»
      </p>
    </blockquote>
  );
}
