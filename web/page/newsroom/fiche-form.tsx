import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../../src/domain/french/formats.ts';
import {
  capitalise,
  FIGURE_ROLE_LABELS,
  KIND_LABELS,
  SETTING_LABELS,
} from '../../../src/domain/french/labels.ts';
import type { Label, Territory } from '../../api/answers.ts';
import type { Review } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';
import { FieldMessage } from '../layout/field-message.tsx';
import { LabelledField } from '../layout/labelled-field.tsx';
import type { PageRequest } from '../layout/page.ts';
import { TaxonomyChoice } from '../search/form/taxonomy-choice.tsx';
import { TerritoryInput } from '../search/form/territory-input.tsx';
import { FormToken, Options } from './controls.tsx';
import type { FormBase } from './form-base.ts';
import { fieldOf, type Proof, proofsOf, sentencesOf } from './source-marks.ts';
import { askedKey, FIGURE_ROLES, SETTINGS, territoryKey, type Values } from './values.ts';
import { ACCESS_LABELS, isToCheck } from './words.ts';

/** Name that the editor typed for a new territory, with those to choose from. */
export interface TypedTerritory {
  readonly typed: string;
  readonly error: string | null;
  readonly choices: readonly Territory[];
}

/** Why the levers of a form are refused, by their place; empty without a refusal. */
export type LeverErrors = ReadonlyMap<number, string>;

export interface FicheFormProps {
  readonly request: PageRequest;
  readonly review: Review;
  readonly values: Values;
  /** The fiche that the fields come from. */
  readonly base: FormBase;
  readonly territory: TypedTerritory;
  readonly leverErrors: LeverErrors;
  readonly levers: readonly Label[];
  readonly themes: readonly Label[];
}

export const FICHE_FORM = 'fiche';

/** Links from a field to its proofs in the text. */
function Proofs({ proofs }: { readonly proofs: readonly Proof[] }) {
  if (proofs.length === 0) return null;
  return (
    <p class="proof-links">
      {proofs.map(({ number, confidence }) => (
        <span key={number}>
          <a href={`#preuve-${number}`}>Preuve {number}</a>
          {isToCheck(confidence) && ' : à vérifier'}
        </span>
      ))}
    </p>
  );
}

/** A field, marked in the text when it has the focus. */
function Group({
  id,
  proofs = [],
  children,
}: {
  readonly id: string;
  readonly proofs?: readonly Proof[];
  readonly children: ComponentChildren;
}) {
  return (
    <div class="field" id={id} data-proofs={proofs.map(({ number }) => `preuve-${number}`).join(' ')}>
      {children}
      <Proofs proofs={proofs} />
    </div>
  );
}

function Territories({
  base: { shown },
  values,
  territory,
  proofs,
}: FicheFormProps & { readonly proofs: readonly Proof[] }) {
  const { typed, error, choices } = territory;
  const kept = new Set(values.territories.map(askedKey));
  return (
    <fieldset>
      <legend>Qui a agi</legend>
      <div
        class="field"
        id="champ-territories"
        data-proofs={proofs.map(({ number }) => `preuve-${number}`).join(' ')}
      >
        {shown.map((each) => (
          <label key={territoryKey(each)} class="inline-choice" for={`territoire-${territoryKey(each)}`}>
            <input
              type="checkbox"
              id={`territoire-${territoryKey(each)}`}
              name="territoire"
              value={territoryKey(each)}
              checked={kept.has(territoryKey(each))}
            />{' '}
            {typeset(each.name)}
            <span class="held">
              {KIND_LABELS[each.kind]}
              {each.department !== null && `, ${each.department.name}`}
              {each.code === null && ', sans code officiel'}
            </span>
          </label>
        ))}
        <Proofs proofs={proofs} />
        <label for="nom">{shown.length === 0 ? 'Territoire' : 'Ajouter ou remplacer par'}</label>
        <FieldMessage id="nom-error" error={error} />
        {choices.length > 0 && (
          <div class="choices">
            {choices.map(({ code, kind, label }) => (
              <label key={`${kind}-${code}`} class="inline-choice" for={`choix-${kind}-${code}`}>
                <input type="radio" id={`choix-${kind}-${code}`} name="choix" value={`${kind}|${code}`} />{' '}
                {typeset(label)}
              </label>
            ))}
          </div>
        )}
        <TerritoryInput
          id="nom"
          name="nom"
          defaultValue={typed}
          aria-describedby={error === null ? 'nom-help' : 'nom-help nom-error'}
          aria-invalid={error === null ? undefined : 'true'}
        />
        <input type="hidden" name="code" data-chosen />
        <p class="help" id="nom-help">
          Nom, code postal, code INSEE ou SIREN. Décochez un territoire qui n’a pas agi.
        </p>
      </div>
    </fieldset>
  );
}

interface LeverFieldProps {
  readonly index: number;
  /** Null for one more. */
  readonly use: Values['levers'][number] | null;
  readonly levers: readonly Label[];
  readonly proofs: readonly Proof[];
  readonly error: string | null;
}

function LeverField({ index, use, levers, proofs, error }: LeverFieldProps) {
  const name = use === null ? 'un levier de plus' : `le levier ${index + 1}`;
  return (
    <Group id={`champ-levers-${index}`} proofs={proofs}>
      <label for={`levier-${index}`}>{use === null ? 'Un levier de plus' : `Levier ${index + 1}`}</label>
      <select id={`levier-${index}`} name="levier" defaultValue={use?.id ?? ''}>
        <option value="">{use === null ? 'Aucun' : 'Aucun : le retirer'}</option>
        {levers.map(({ id, label }) => (
          <option key={id} value={id} selected={id === use?.id}>
            {typeset(label)}
          </option>
        ))}
      </select>
      <label class="second" for={`usage-${index}`}>
        La phrase qui le prouve<span class="visually-hidden"> : {name}</span>
      </label>
      <FieldMessage id={`usage-${index}-error`} error={error} />
      <input
        id={`usage-${index}`}
        name="usage"
        list="phrases"
        defaultValue={use?.what ?? ''}
        aria-describedby={error === null ? undefined : `usage-${index}-error`}
        aria-invalid={error === null ? undefined : 'true'}
        data-quote
      />
      <button type="button" class="link needs-script" data-take={`usage-${index}`}>
        Prendre les mots sélectionnés dans le texte<span class="visually-hidden"> pour {name}</span>
      </button>
    </Group>
  );
}

function Figures({
  figures,
  proofs,
}: {
  readonly figures: Values['figures'];
  readonly proofs: readonly Proof[];
}) {
  if (figures.length === 0) return null;
  return (
    <fieldset>
      <legend>Chiffres</legend>
      <Group id="champ-figures" proofs={proofs}>
        {figures.map(({ label, value, unit, role }, index) => (
          <div key={index} class="figure-role">
            <label for={`role-${index}`}>
              {formatNumber(value)}&nbsp;{unit} <span class="held">{typeset(label)}</span>
            </label>
            <select id={`role-${index}`} name="role">
              <Options codes={FIGURE_ROLES} labelOf={(code) => FIGURE_ROLE_LABELS[code]} chosen={role} />
            </select>
          </div>
        ))}
      </Group>
    </fieldset>
  );
}

function SourceFields({ source: { title, url, publisher, date } }: Pick<Values, 'source'>) {
  const fields = [
    { name: 'titre', label: 'Titre du document', value: title },
    { name: 'adresse', label: 'Adresse', value: url ?? '' },
    { name: 'editeur', label: 'Éditeur', value: publisher },
    { name: 'date', label: 'Date (AAAA, AAAA-MM ou AAAA-MM-JJ)', value: date ?? '' },
  ];
  return (
    <details class="more" id="source-citee">
      <summary>Source citée : {typeset(publisher)}</summary>
      <div class="stack">
        {fields.map(({ name, label, value }) => (
          <LabelledField key={name} id={`source-${name}`} label={label}>
            <input defaultValue={value} />
          </LabelledField>
        ))}
      </div>
    </details>
  );
}

function Context({
  values: { year, setting, access },
  isReserved,
  proofs,
}: {
  readonly values: Values;
  /** Whether the source is for members, hence the fiche too. */
  readonly isReserved: boolean;
  readonly proofs: (field: string) => readonly Proof[];
}) {
  return (
    <div class="side-by-side">
      <Group id="champ-year" proofs={proofs('year')}>
        <label for="annee">Année</label>
        <input id="annee" name="annee" inputmode="numeric" defaultValue={year === null ? '' : String(year)} />
      </Group>
      <Group id="champ-setting" proofs={proofs('setting')}>
        <label for="contexte">Contexte</label>
        <select id="contexte" name="contexte">
          <option value="">Inconnu</option>
          <Options codes={SETTINGS} labelOf={(code) => capitalise(SETTING_LABELS[code])} chosen={setting} />
        </select>
      </Group>
      <LabelledField
        id="acces"
        label="Qui la lira"
        below={
          isReserved && (
            <p class="help" id="acces-help">
              {typeset(
                'Sa source est réservée aux membres. Pour l’ouvrir, importez-la à nouveau : « Tout le monde ».',
              )}
            </p>
          )
        }
      >
        <select disabled={isReserved} aria-describedby={isReserved ? 'acces-help' : undefined}>
          <Options codes={['public', 'members']} labelOf={(code) => ACCESS_LABELS[code]} chosen={access} />
        </select>
      </LabelledField>
    </div>
  );
}

/** Sentences of the source, suggested as proofs of levers. */
function Sentences({ review: { resource } }: Pick<FicheFormProps, 'review'>) {
  if (resource === null) return null;
  const texts = new Set(sentencesOf(resource).map(({ text }) => text));
  return (
    <datalist id="phrases">
      {[...texts].map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  );
}

/** Every field of a fiche, corrected in place; one form, so that publishing also saves. */
export function FicheForm(props: FicheFormProps) {
  const { request, review, values, base, leverErrors, levers, themes } = props;
  const proofs = proofsOf(review);
  const ofField = (field: string) => proofs.filter(({ pointer }) => fieldOf(pointer) === field);
  const chosen = themes.filter(({ id }) => values.themes.includes(id)).map(({ label }) => label);
  return (
    <form class="fiche-form card" id={FICHE_FORM} method="post" aria-label="Fiche">
      <FormToken session={request.session} />
      <input type="hidden" name="avant" value={JSON.stringify(base)} />
      <Group id="champ-title" proofs={ofField('title')}>
        <label for="titre">Titre</label>
        <textarea id="titre" name="titre" rows={2} class="short" defaultValue={values.title} required />
      </Group>
      <Territories {...props} proofs={ofField('territories')} />
      <fieldset>
        <legend>Avec quels leviers</legend>
        <div class="stack">
          {[...values.levers, null].map((use, index) => (
            <LeverField
              key={index}
              index={index}
              use={use}
              levers={levers}
              error={leverErrors.get(index) ?? null}
              proofs={proofs.filter(({ pointer }) => pointer === `/levers/${index}`)}
            />
          ))}
        </div>
      </fieldset>
      <Sentences review={review} />
      <Context values={values} isReserved={review.resource?.access === 'members'} proofs={ofField} />
      <details class="more" id="champ-themes" open={chosen.length === 0}>
        <summary>Thèmes : {chosen.length === 0 ? 'aucun' : typeset(chosen.join(', '))}</summary>
        <Proofs proofs={ofField('themes')} />
        <TaxonomyChoice legend="Thèmes" name="themes" labels={themes} chosen={values.themes} error={null} />
      </details>
      <Group id="champ-summary">
        <label for="recit">Récit</label>
        <textarea id="recit" name="recit" rows={6} defaultValue={values.summary} required />
      </Group>
      <Figures figures={values.figures} proofs={ofField('figures')} />
      <SourceFields source={values.source} />
    </form>
  );
}
