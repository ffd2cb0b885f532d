import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';

/** Sentence of the fiche nearest to the question, with their shared words marked. */
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
