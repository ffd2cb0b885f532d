import { typeset } from '../../french/typography.ts';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { Taxonomy } from '../search/data/search-data.ts';
import { TaxonomyChoice } from '../search/form/taxonomy-choice.tsx';
import { TerritoryInput } from '../search/form/territory-input.tsx';
import { FIELDS, type Refusal, TRAP, type Values } from './read-contribution.ts';

interface FormProps {
  readonly values: Values;
  readonly refusal: Refusal;
  readonly taxonomy: Taxonomy;
}

function TerritoryField({ values, refusal: { errors, choices } }: Omit<FormProps, 'taxonomy'>) {
  return (
    <>
      <LabelledField
        id={FIELDS.typedTerritory[0]}
        label={FIELDS.typedTerritory[1]}
        help="Nom, code postal, code INSEE ou SIREN."
        error={errors.typedTerritory}
      >
        <TerritoryInput defaultValue={values.typedTerritory} />
      </LabelledField>
      <input type="hidden" name="territoire" value="" data-chosen />
      {choices.length > 0 && (
        <fieldset class="chips">
          <legend>Laquelle&nbsp;?</legend>
          {choices.map(({ kind, code, label }) => (
            <label class="chip" key={`${kind}-${code}`} for={`choix-${kind}-${code}`}>
              <input type="radio" id={`choix-${kind}-${code}`} name="choix" value={`${kind}|${code}`} />
              <span>{typeset(label)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function Story({ values, refusal: { errors } }: Omit<FormProps, 'taxonomy'>) {
  return (
    <>
      <LabelledField
        id={FIELDS.title[0]}
        label={FIELDS.title[1]}
        help={typeset(
          'Ce qui a été fait, et où : « Une épicerie solidaire dans l’ancienne école ». Dix caractères au moins.',
        )}
        error={errors.title}
      >
        <input type="text" required defaultValue={values.title} />
      </LabelledField>
      <LabelledField
        id={FIELDS.story[0]}
        label={FIELDS.story[1]}
        help="Ce que la collectivité a fait, avec qui, ce que cela a donné, ce qui a été difficile. Cent caractères au moins. Ne nommez personne."
        error={errors.story}
      >
        <textarea rows={10} required>
          {values.story}
        </textarea>
      </LabelledField>
    </>
  );
}

/** Fields of one line that may stay empty. */
const OPTIONAL = [
  { field: 'year', help: 'Quatre chiffres : 2021.', inputMode: 'numeric' },
  { field: 'sourceTitle', help: 'Son titre : délibération, article, page de votre site.', inputMode: 'text' },
  { field: 'sourceUrl', help: 'En entier : https://exemple.fr/page.', inputMode: 'url' },
  {
    field: 'contact',
    help: 'Comme service@exemple.fr. Pour vous répondre, et pour rien d’autre. Elle n’est jamais publiée, et est effacée dès que quelqu’un a décidé de publier ou non, au bout d’un an au plus.',
    inputMode: 'email',
  },
] as const;

/** Form that proposes an experience. Works without a script. */
export function ContributionForm(props: FormProps) {
  const { values, refusal, taxonomy } = props;
  return (
    <form class="question" method="post" action="/proposer" noValidate>
      <Story {...props} />
      <TerritoryField {...props} />
      {OPTIONAL.map(({ field, help, inputMode }) => (
        <LabelledField
          key={field}
          id={FIELDS[field][0]}
          label={FIELDS[field][1]}
          help={typeset(help)}
          error={refusal.errors[field]}
          isOptional
        >
          <input
            type="text"
            inputMode={inputMode}
            autocomplete={inputMode === 'email' ? 'email' : 'off'}
            defaultValue={values[field]}
          />
        </LabelledField>
      ))}
      <details class="more" open={values.themes.length + values.levers.length > 0}>
        <summary>
          Thèmes et leviers<span class="hint-inline">facultatif</span>
        </summary>
        <TaxonomyChoice
          legend="Thèmes"
          name="themes"
          labels={taxonomy.themes}
          chosen={values.themes}
          error={null}
        />
        <TaxonomyChoice
          legend="Leviers"
          help="Ce que la collectivité a fait elle-même."
          name="leviers"
          labels={taxonomy.levers}
          chosen={values.levers}
          error={null}
        />
      </details>
      <div class="visually-hidden" aria-hidden="true">
        <label for={TRAP}>Laissez ce champ vide</label>
        <input id={TRAP} name={TRAP} type="text" tabindex={-1} autocomplete="off" />
      </div>
      <button class="primary" type="submit">
        Proposer
      </button>
    </form>
  );
}
