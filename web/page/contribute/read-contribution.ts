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

/** Fields of one text, by the names that the form gives them. */
const TEXTS = {
  title: 'titre',
  story: 'recit',
  /** Name or code, as typed. */
  typedTerritory: 'nom',
  year: 'annee',
  sourceTitle: 'source',
  sourceUrl: 'adresse',
  contact: 'contact',
} as const;

/** Content of the fields. */
export interface Values extends Readonly<Record<keyof typeof TEXTS, string>> {
  /** `kind|code` of the chosen territory; empty without a choice. */
  readonly territory: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
}

/** Fields that may be refused, named as in the API. */
const FIELDS = ['title', 'story', 'territory', 'year', 'source', 'contact'] as const;
export type Field = (typeof FIELDS)[number];

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
    ...mapValues(TEXTS, (name) => textOf(form, name)),
    territory: textOf(form, 'choix') || textOf(form, 'territoire'),
    themes: textsOf(form, 'themes'),
    levers: textsOf(form, 'leviers'),
  };
}

export const NO_VALUES = readValues(new FormData());

export function isKind(text: string): text is TerritoryKind {
  return Object.hasOwn(KIND_LABELS, text);
}

type FoundTerritory =
  | { readonly territory: Contribution['territory'] }
  | { readonly refusal: Partial<Refusal> };

async function findTerritory({ typedTerritory, territory }: Values, api: Api): Promise<FoundTerritory> {
  const [kind = '', code = ''] = territory.split('|');
  if (isKind(kind) && code !== '') return { territory: { kind, code } };
  const refused = (error: string, choices: readonly Territory[] = []) => ({
    refusal: { errors: { territory: typeset(error) }, choices },
  });
  if (typedTerritory === '') return refused('Dites quelle collectivité l’a fait.');
  const found = await findTerritories(api, typedTerritory);
  if (!found.ok) return { refusal: { failure: found.failure } };
  const [first, ...others] = found.data;
  if (first === undefined) {
    return refused(
      `Aucun territoire ne répond à « ${typedTerritory} ». Vérifiez l’orthographe, ou essayez le code postal.`,
    );
  }
  if (others.length === 0) return { territory: { kind: first.kind, code: first.code } };
  return refused(
    `Plusieurs territoires répondent à « ${typedTerritory} » : choisissez le vôtre.`,
    found.data,
  );
}

function sourceOf({ sourceTitle, sourceUrl }: Values): NonNullable<Contribution['source']> | null {
  if (sourceTitle === '' && sourceUrl === '') return null;
  return { title: sourceTitle || sourceUrl, url: sourceUrl === '' ? null : sourceUrl };
}

/** Puts each error of the API beside its field. */
function explainRefusal(failure: Failure): Refusal {
  const ofFields = FIELDS.map((field) => [field, refusalOf(failure, field)] as const);
  const territory = ['territory', territoryRefusalOf(failure)] as const;
  const errors = Object.fromEntries([...ofFields, territory].filter(([, error]) => error !== null));
  return { errors, choices: [], failure: Object.keys(errors).length === 0 ? failure : null };
}

/** Sends a contribution. Returns null once it is received, else why it is not. */
export async function sendContribution(values: Values, api: Api): Promise<Refusal | null> {
  const found = await findTerritory(values, api);
  const isYear = values.year === '' || /^\d{4}$/.test(values.year);
  const yearError = isYear ? {} : { year: typeset('Écrivez l’année en quatre chiffres : 2021.') };
  if ('refusal' in found || !isYear) {
    const refusal = { ...NOTHING_REFUSED, ...('refusal' in found ? found.refusal : {}) };
    return { ...refusal, errors: { ...refusal.errors, ...yearError } };
  }
  const { title, story, year, themes, levers, contact } = values;
  const body = {
    title,
    story,
    territory: found.territory,
    year: year === '' ? null : Number(year),
    themes: [...themes],
    levers: [...levers],
    source: sourceOf(values),
    contact: contact === '' ? null : contact,
  };
  const outcome = await api.post('/v1/contributions', { body });
  return outcome.ok ? null : explainRefusal(outcome.failure);
}
