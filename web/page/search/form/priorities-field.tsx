import { useRef } from 'preact/hooks';
import { NOTHING, type Question, writeQuestion } from '../../../question/question.ts';
import { LabelledField } from '../../layout/labelled-field.tsx';

const MAX_LENGTH = 2000;

const EXAMPLES = [
  'Ouvrir une épicerie solidaire dans un bourg qui n’a plus de commerce',
  'Acheter davantage à des structures d’insertion dans nos marchés de travaux',
  'Donner une seconde vie aux matériaux de nos chantiers',
] as const;

interface PrioritiesFieldProps {
  readonly question: Question;
  readonly error: string | null;
  /** Whether a script runs; without one, an example asks its question at once. */
  readonly hasScript: boolean;
  readonly hasExamples: boolean;
}

/** Needs to start from. */
function Examples({ onTake }: { readonly onTake: (event: Event, example: string) => void }) {
  return (
    <>
      <p class="examples-title" id="examples-title">
        Par exemple&nbsp;:
      </p>
      <ul class="examples" aria-labelledby="examples-title">
        {EXAMPLES.map((example) => (
          <li key={example}>
            <a
              href={`/?${writeQuestion({ ...NOTHING, priorities: example })}`}
              onClick={(event) => onTake(event, example)}
            >
              {example}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Field for the need of the collectivité, in its own words, with examples to start from. */
export function PrioritiesField({ question, error, hasScript, hasExamples }: PrioritiesFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const take = (event: Event, example: string) => {
    if (!hasScript || field.current === null) return;
    event.preventDefault();
    field.current.value = example;
    field.current.focus();
  };
  return (
    <LabelledField
      id="priorites"
      label="Vos priorités"
      help="Avec vos mots : un projet, un besoin, une difficulté. Obligatoire, sauf si vous choisissez un thème ou un levier."
      error={error}
      below={hasExamples && <Examples onTake={take} />}
    >
      <textarea
        ref={field}
        rows={4}
        maxLength={MAX_LENGTH}
        defaultValue={question.priorities}
        aria-describedby={error === null ? 'priorites-help' : 'priorites-error priorites-help'}
      />
    </LabelledField>
  );
}
