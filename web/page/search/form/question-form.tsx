import { useEffect, useRef, useState } from 'preact/hooks';
import type { Territory } from '../../../api/answers.ts';
import type { Reader } from '../../../api/client.ts';
import { count } from '../../../french/typography.ts';
import { type Question, readQuestion } from '../../../question/question.ts';
import type { SearchData, Taxonomy } from '../data/search-data.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { PrioritiesField } from './priorities-field.tsx';
import { TaxonomyChoice } from './taxonomy-choice.tsx';
import { TerritoryDetails } from './territory-details.tsx';
import { TerritoryField } from './territory-field.tsx';

interface QuestionFormProps {
  readonly data: SearchData;
  readonly taxonomy: Taxonomy;
  readonly api: Reader | null;
  /** Whether it stands over an answer, whose request it changes. */
  readonly isEdited: boolean;
  readonly onAsk: (question: Question) => void;
}

/** Question in the fields: the same parameters that the form would send without a script. */
function readForm(form: HTMLFormElement): Question {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return readQuestion(new URLSearchParams(fields));
}

/** Form of the question: territory, need, themes and levers. Works without a script. */
export function QuestionForm({ data, taxonomy, api, isEdited, onAsk }: QuestionFormProps) {
  const { question } = data;
  const [territory, setTerritory] = useState<Territory | null>(data.territory);
  const form = useRef<HTMLFormElement>(null);
  const errors = fieldErrorsOf(data);
  const chosen = question.themes.length + question.levers.length;

  useEffect(() => setTerritory(data.territory), [data.territory]);

  useEffect(() => {
    // To choose among namesakes comes before correcting the field, which would list them again.
    form.current?.querySelector<HTMLElement>('.homonyms a, [aria-invalid="true"]')?.focus();
  }, [data.outcome, data.homonyms, data.isTerritoryUnknown]);

  return (
    <search>
      <form
        class="question"
        ref={form}
        method="get"
        action="/"
        aria-labelledby="question-title"
        onSubmit={(event) => {
          if (api === null) return;
          event.preventDefault();
          onAsk(readForm(event.currentTarget));
        }}
      >
        {isEdited ? (
          <h2 id="question-title">Modifier la demande</h2>
        ) : (
          <h1 id="question-title">Trouver ce que d’autres collectivités ont déjà fait</h1>
        )}
        <TerritoryField
          api={api}
          data={data}
          error={errors.territory}
          territory={territory}
          onChoose={setTerritory}
        />
        <TerritoryDetails question={question} territory={territory} errors={errors} />
        <PrioritiesField
          question={question}
          error={errors.priorities}
          hasScript={api !== null}
          hasExamples={!isEdited}
        />
        <details class="more" open={chosen > 0}>
          <summary>
            Préciser par thèmes ou par leviers
            <span class="hint-inline">{chosen === 0 ? 'facultatif' : count(chosen, 'choix', 'choix')}</span>
          </summary>
          <TaxonomyChoice
            legend="Thèmes"
            name="themes"
            labels={taxonomy.themes}
            chosen={question.themes}
            error={errors.themes}
          />
          <TaxonomyChoice
            legend="Leviers"
            help="Ce que la collectivité peut faire elle-même."
            name="leviers"
            labels={taxonomy.levers}
            chosen={question.levers}
            error={errors.levers}
          />
        </details>
        <button class="primary" type="submit">
          Chercher
        </button>
      </form>
    </search>
  );
}
