import type { ExperienceResult } from '../api/answers.ts';
import { Highlighted } from './highlighted.tsx';

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
