import { KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { Territory, TerritoryKind } from '../../api/answers.ts';
import type { Api, Failure } from '../../api/client.ts';
import type { components } from '../../api/schema.ts';
import { findTerritories } from '../../question/ask-service.ts';

type Contribution = components['schemas']['Contribution'];

/** Content of the fields. */
export interface Values {
  readonly title: string;
  readonly story: string;
  /** Name or code, as typed. */
  readonly typedTerritory: string;
  /** `kind|code` of the chosen territory; empty without a choice. */
  readonly territory: string;
  readonly year: string;
  readonly themes: readonly string[];
  readonly levers: readonly string[];
  readonly sourceTitle: string;
  readonly sourceUrl: string;
  readonly contact: string;
}

export const NO_VALUES: Values = {
  title: '',
  story: '',
  typedTerritory: '',
  territory: '',
  year: '',
  themes: [],
  levers: [],
  sourceTitle: '',
  sourceUrl: '',
  contact: '',
};

export type Field = 'title' | 'story' | 'territory' | 'year' | 'source' | 'contact';

/** Why a form is shown again. */
export interface Refusal {
  readonly errors: Partial<Readonly<Record<Field, string>>>;
  /** Territories that answer to the typed name, to choose from. */
  readonly choices: readonly Territory[];
  /** Failure that no field explains; null otherwise. */
  readonly failure: Failure | null;
}

export const NOTHING_REFUSED: Refusal = { errors: {}, choices: [], failure: null };

/** Name of the field that people leave empty: programs that fill in every field give themselves away. */
export const TRAP = 'site';

export function readValues(form: FormData): Values {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
  };
  const list = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return {
    title: text('titre'),
    story: text('recit'),
    typedTerritory: text('nom'),
    territory: text('choix') || text('territoire'),
    year: text('annee'),
    themes: list('themes'),
    levers: list('leviers'),
    sourceTitle: text('source'),
    sourceUrl: text('adresse'),
    contact: text('contact'),
  };
}

function isKind(text: string): text is TerritoryKind {
  return Object.hasOwn(KIND_LABELS, text);
}

type FoundTerritory =
  | { readonly territory: Contribution['territory'] }
  | { readonly refusal: Partial<Refusal> };

async function findTerritory({ typedTerritory, territory }: Values, api: Api): Promise<FoundTerritory> {
  const [kind = '', code = ''] = territory.split('|');
  if (isKind(kind) && code !== '') return { territory: { kind, code } };
  const refused = (error: string, choices: readonly Territory[] = []) => ({
    refusal: { errors: { territory: error }, choices },
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

const FIELDS: readonly Field[] = ['title', 'story', 'territory', 'year', 'source', 'contact'];

/** Puts each error of the API beside its field. */
function explainRefusal(failure: Failure): Refusal {
  const problem = failure.kind === 'problem' ? failure.problem : null;
  const entries = problem?.errors ?? [];
  const ofFields = FIELDS.flatMap((field) => {
    const entry = entries.find(({ pointer }) => pointer.split('/')[1] === field);
    return entry === undefined ? [] : [[field, entry.detail] as const];
  });
  const isTerritory = problem?.code === 'territory-unknown' || problem?.code === 'territory-ambiguous';
  const errors = {
    ...Object.fromEntries(ofFields),
    ...(isTerritory ? { territory: problem.detail } : {}),
  };
  return { errors, choices: [], failure: Object.keys(errors).length === 0 ? failure : null };
}

/** Sends a contribution. Returns null once it is received, else why it is not. */
export async function sendContribution(values: Values, api: Api): Promise<Refusal | null> {
  const found = await findTerritory(values, api);
  const isYear = values.year === '' || /^\d{4}$/.test(values.year);
  const yearError = isYear ? {} : { year: 'Écrivez l’année en quatre chiffres : 2021.' };
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
