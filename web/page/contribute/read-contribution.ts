import { KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { Territory, TerritoryKind } from '../../api/answers.ts';
import type { Api, Failure } from '../../api/client.ts';
import type { components } from '../../api/schema.ts';
import { typeset } from '../../french/typography.ts';
import { findTerritories } from '../../question/ask-service.ts';
import { mapValues } from '../../question/parameters.ts';
import { textOf, textsOf } from '../layout/form-texts.ts';
import { refusalOf, territoryRefusalOf } from '../layout/refusal.ts';

type Contribution = components['schemas']['Contribution'];

/** Fields of one text, in their order: the id, which is the name too, the label, and the name in the API. */
export const FIELDS = {
  title: ['titre', 'Titre', 'title'],
  story: ['recit', 'Récit', 'story'],
  /** Name or code, as typed. */
  typedTerritory: ['nom', 'Votre collectivité', 'territory'],
  year: ['annee', 'Année du début', 'year'],
  sourceTitle: ['source', 'Document qui en parle', 'source/title'],
  sourceUrl: ['adresse', 'Adresse de ce document', 'source/url'],
  contact: ['contact', 'Adresse électronique professionnelle', 'contact'],
} as const;
export type Field = keyof typeof FIELDS;

/** Content of the fields. */
export interface Values extends Readonly<Record<Field, string>> {
  /** `kind|code` of the chosen territory; empty without a choice. */
  readonly territory: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

/** Why a form is shown again. */
export interface Refusal {
  readonly errors: Partial<Readonly<Record<Field, string | null>>>;
  /** Territories that answer to the typed name, to choose from. */
  readonly choices: readonly Territory[];
  /** Failure that no field explains; null otherwise. */
  readonly failure: Failure | null;
}

export const NOTHING_REFUSED: Refusal = { errors: {}, choices: [], failure: null };

/** Name of the field that people leave empty: programs that fill in every field give themselves away. */
export const TRAP = 'site';

export function readValues(form: FormData): Values {
  return {
    ...mapValues(FIELDS, ([id]) => textOf(form, id)),
    territory: textOf(form, 'choix') || textOf(form, 'territoire'),
    themes: textsOf(form, 'themes'),
    levers: textsOf(form, 'leviers'),
  };
}

export const NO_VALUES = readValues(new FormData());

export function isKind(text: string): text is TerritoryKind {
  return Object.hasOwn(KIND_LABELS, text);
}

/** Finds the territory. Without one, its code is empty: the API refuses it along with all else that is wrong. */
async function findTerritory({ typedTerritory, territory }: Values, api: Api) {
  const answer = (given: Contribution['territory'], error = '', choices: readonly Territory[] = []) => ({
    territory: given,
    error: error === '' ? null : typeset(error),
    choices,
    failure: null,
  });
  const refused = (error: string, choices?: readonly Territory[]) => answer({ code: '' }, error, choices);
  const [kind = '', code = ''] = territory.split('|');
  if (isKind(kind) && code !== '') return answer({ kind, code });
  if (typedTerritory === '') return refused('Dites quelle collectivité l’a fait.');
  const found = await findTerritories(api, typedTerritory);
  if (!found.ok) return { ...refused(''), failure: found.failure };
  const [first, ...others] = found.data;
  if (first !== undefined && others.length === 0) return answer({ kind: first.kind, code: first.code });
  const error =
    first === undefined
      ? `Aucun territoire ne répond à « ${typedTerritory} ». Vérifiez l’orthographe, ou essayez le code postal.`
      : `Plusieurs territoires répondent à « ${typedTerritory} » : choisissez le vôtre.`;
  return refused(error, found.data);
}

function sourceOf({ sourceTitle, sourceUrl }: Values): NonNullable<Contribution['source']> | null {
  if (sourceTitle === '' && sourceUrl === '') return null;
  return { title: sourceTitle || sourceUrl.slice(0, 300), url: sourceUrl === '' ? null : sourceUrl };
}

/** Sends a contribution. Returns null once it is received, else everything that is wrong with it. */
export async function sendContribution(values: Values, api: Api): Promise<Refusal | null> {
  const { territory, error, choices, failure } = await findTerritory(values, api);
  if (failure !== null) return { errors: {}, choices, failure };
  const { title, story, year, themes, levers, contact, sourceTitle } = values;
  const isYear = year === '' || /^\d{4}$/.test(year);
  const body = {
    title,
    story,
    territory,
    // Zero, like a territory without a code, is refused by the API, which tells the other errors too.
    year: year === '' ? null : Number(isYear && year),
    themes: [...themes],
    levers: [...levers],
    source: sourceOf(values),
    contact: contact === '' ? null : contact,
  };
  const outcome = await api.post('/v1/contributions', { body });
  if (outcome.ok) return null;
  const told = mapValues(FIELDS, ([, , name]) => refusalOf(outcome.failure, name));
  const errors = {
    ...told,
    typedTerritory: error ?? territoryRefusalOf(outcome.failure) ?? told.typedTerritory,
    year: isYear ? told.year : typeset('Écrivez l’année en quatre chiffres : 2021.'),
    // Left empty, it is the address, which has its own error.
    sourceTitle: sourceTitle === '' ? null : told.sourceTitle,
  };
  const isExplained = Object.values(errors).some((each) => each !== null);
  return { errors, choices, failure: isExplained ? null : outcome.failure };
}
