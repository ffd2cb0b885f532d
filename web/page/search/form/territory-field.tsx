import type { Territory } from '../../../api/answers.ts';
import type { Reader } from '../../../api/client.ts';
import { forTerritory, kindToTell, writeQuestion } from '../../../question/question.ts';
import { FieldMessage } from '../../layout/field-message.tsx';
import type { SearchData } from '../data/search-data.ts';
import { nameWithPlace, TerritoryCombobox } from './territory-combobox.tsx';

interface TerritoryFieldProps {
  readonly api: Reader | null;
  readonly data: SearchData;
  readonly error: string | null;
  readonly territory: Territory | null;
  readonly onChoose: (territory: Territory | null) => void;
}

const FIELD_ID = 'nom';
const ERROR_ID = 'nom-error';

/** Territories with the typed name; each one asks the same question for itself. */
function Homonyms({ data }: { readonly data: SearchData }) {
  if (data.homonyms.length === 0) return null;
  return (
    <ul class="homonyms">
      {data.homonyms.map((territory) => (
        <li key={`${territory.kind}-${territory.code}`}>
          <a href={`/?${writeQuestion(forTerritory(data.question, territory))}`}>{territory.label}</a>
        </li>
      ))}
    </ul>
  );
}

/** Field of the territory: suggestions while typing, a plain field without a script. */
export function TerritoryField({ api, data, error, territory, onChoose }: TerritoryFieldProps) {
  const { question } = data;
  const shown = territory === null ? question.typedTerritory || question.territory : nameWithPlace(territory);
  return (
    <div class="field">
      <label for={FIELD_ID}>
        Votre territoire<span class="hint-inline">facultatif</span>
      </label>
      <p class="help" id="nom-help">
        Nom, code postal, code INSEE ou SIREN.
      </p>
      <FieldMessage id={ERROR_ID} error={error} />
      <Homonyms data={data} />
      <TerritoryCombobox
        api={api}
        id={FIELD_ID}
        helpId="nom-help"
        errorId={error === null ? null : ERROR_ID}
        shown={shown}
        onChoose={onChoose}
      />
      {territory !== null && (
        <>
          <input type="hidden" name="territoire" value={territory.code} />
          {kindToTell(territory) !== '' && <input type="hidden" name="type" value={territory.kind} />}
        </>
      )}
    </div>
  );
}
