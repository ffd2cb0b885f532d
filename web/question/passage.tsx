import type { ExperienceResult } from '../api/answers.ts';
import { typeset } from '../french/typography.ts';

interface PassageProps {
  readonly evidence: NonNullable<ExperienceResult['evidence']>;
}

/** Sentence of the fiche nearest to the question, with their shared words marked. */
export function Marked({ evidence }: PassageProps) {
  const text = typeset(evidence.passage);
  const parts = [];
  let from = 0;
  for (const [start = 0, end = 0] of evidence.highlights) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  );
}

/** The same, as a quotation. */
export function Passage({ evidence }: PassageProps) {
  return (
    <blockquote class="passage">
      <p>
        «&nbsp;
        <Marked evidence={evidence} />
        &nbsp;»
      </p>
    </blockquote>
  );
}
