import type { Label } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { FieldMessage } from '../../layout/field-message.tsx';

interface TaxonomyChoiceProps {
  readonly legend: string;
  readonly help?: string;
  readonly name: string;
  readonly labels: readonly Label[];
  readonly chosen: readonly string[];
  readonly error: string | null;
}

/** Themes or levers, as chips: check boxes that look like it. */
export function TaxonomyChoice({ legend, help, name, labels, chosen, error }: TaxonomyChoiceProps) {
  const errorId = `${name}-error`;
  return (
    <fieldset class="chips" aria-describedby={error === null ? undefined : errorId}>
      <legend>
        {legend}
        {help !== undefined && <span class="hint-inline">{help}</span>}
      </legend>
      <FieldMessage id={errorId} error={error} />
      {labels.map(({ id, label }) => (
        <label class="chip" key={id} for={`${name}-${id}`}>
          <input
            type="checkbox"
            id={`${name}-${id}`}
            name={name}
            value={id}
            defaultChecked={chosen.includes(id)}
          />
          <span>{typeset(label)}</span>
        </label>
      ))}
    </fieldset>
  );
}
