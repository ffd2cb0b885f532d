import { formatNumber } from '../../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Territory } from '../../../api/answers.ts';
import type { Question } from '../../../question/question.ts';
import { LabelledField } from '../../layout/labelled-field.tsx';
import type { FieldErrors } from './field-errors.ts';

interface TerritoryDetailsProps {
  readonly question: Question;
  readonly territory: Territory | null;
  readonly errors: FieldErrors;
}

/** « Intercommunalité · 24 011 habitants · rural · Gironde, Nouvelle-Aquitaine », marked as derived. */
function DerivedFacts({ territory }: { readonly territory: Territory }) {
  const { kind, population, setting, department, region } = territory;
  const facts = [
    capitalise(KIND_LABELS[kind]),
    population === null ? null : `${formatNumber(population)}\u00a0habitants`,
    setting.value === null ? null : SETTING_LABELS[setting.value],
    [department?.name, region?.name]
      .filter((name, index, all) => name && all.indexOf(name) === index)
      .join(', '),
  ];
  return (
    <p class="facts">
      {facts.filter(Boolean).join(' · ')} <span class="tag">déduit</span>
    </p>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly derived: string | null;
  readonly options: Readonly<Record<string, string>>;
  readonly error: string | null;
}

function Choice({ name, label, value, derived, options, error }: ChoiceProps) {
  return (
    <LabelledField id={name} label={label} error={error}>
      <select>
        <option value="">{derived === null ? 'Non précisé' : `${derived} (déduit)`}</option>
        {Object.entries(options).map(([code, text]) => (
          <option key={code} value={code} selected={code === value}>
            {capitalise(text)}
          </option>
        ))}
      </select>
    </LabelledField>
  );
}

/** Known facts of the territory, to correct, or to give for a territory without a code. */
export function TerritoryDetails({ question, territory, errors }: TerritoryDetailsProps) {
  const { kind, population, setting } = question;
  // The code of a département goes with its kind, which is no correction.
  const isGiven = [territory === null ? kind : '', population, setting].some((value) => value !== '');
  const hasError = [errors.kind, errors.population, errors.setting].some((error) => error !== null);
  const derived = territory?.setting.value ?? null;
  return (
    <div class="territory-details">
      {territory !== null && <DerivedFacts territory={territory} />}
      <details class="more" open={isGiven || hasError}>
        <summary>
          {territory === null ? 'Ou décrire le territoire sans le nommer' : 'Corriger ces informations'}
        </summary>
        {territory === null && (
          <Choice
            name="type"
            label="Type de territoire"
            value={kind}
            derived={null}
            options={KIND_LABELS}
            error={errors.kind}
          />
        )}
        <LabelledField id="population" label="Nombre d’habitants" error={errors.population}>
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            defaultValue={population}
            placeholder={
              typeof territory?.population === 'number' ? formatNumber(territory.population) : undefined
            }
          />
        </LabelledField>
        <Choice
          name="contexte"
          label="Contexte"
          value={setting}
          derived={derived === null ? null : capitalise(SETTING_LABELS[derived])}
          options={SETTING_LABELS}
          error={errors.setting}
        />
      </details>
    </div>
  );
}
