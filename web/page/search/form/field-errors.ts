import { typeset } from '../../../french/typography.ts';
import type { SearchData } from '../data/search-data.ts';

/** Error of each field, in words; null for a valid field. */
export interface FieldErrors {
  readonly territory: string | null;
  readonly kind: string | null;
  readonly population: string | null;
  readonly setting: string | null;
  readonly priorities: string | null;
  readonly themes: string | null;
  readonly levers: string | null;
}

/** Names of the fields in the JSON pointers of the API. */
const POINTERS: Readonly<Record<keyof FieldErrors, string>> = {
  territory: 'territory',
  kind: 'territoryKind',
  population: 'population',
  setting: 'setting',
  priorities: 'priorities',
  themes: 'themes',
  levers: 'levers',
};

const NOTHING_ASKED = 'Dites ce que vous voulez faire, ou choisissez un thème ou un levier.';

function territoryError(data: SearchData): string | null {
  const { homonyms, isTerritoryUnknown, question } = data;
  if (homonyms.length > 0)
    return `Plusieurs territoires répondent à « ${question.typedTerritory} » : choisissez le vôtre.`;
  if (isTerritoryUnknown) {
    return `Aucun territoire ne répond à « ${question.typedTerritory} ». Vérifiez l’orthographe, essayez le code postal, ou laissez ce champ vide et décrivez votre territoire plus bas.`;
  }
  return null;
}

/** Label of each field, and the id that leads to it. */
const FIELDS: Readonly<Record<keyof FieldErrors, readonly [label: string, id: string]>> = {
  territory: ['Votre territoire', 'nom'],
  kind: ['Type de territoire', 'type'],
  population: ['Nombre d’habitants', 'population'],
  setting: ['Contexte', 'contexte'],
  priorities: ['Vos priorités', 'priorites'],
  themes: ['Thèmes', 'themes-error'],
  levers: ['Leviers', 'leviers-error'],
};

/** Errors of the question, in the order of the fields. */
export function listErrors(data: SearchData) {
  const errors = fieldErrorsOf(data);
  // Object.keys widens the keys, which the record fixes.
  return (Object.keys(FIELDS) as (keyof FieldErrors)[]).flatMap((field) => {
    const [label, id] = FIELDS[field];
    const error = errors[field];
    return error === null ? [] : [{ id, label, error }];
  });
}

/** Errors of the question, by field. */
export function fieldErrorsOf(data: SearchData): FieldErrors {
  const { outcome } = data;
  const problem =
    outcome?.ok === false && outcome.failure.kind === 'problem' ? outcome.failure.problem : null;
  const entries = problem?.errors ?? [];
  const of = (field: keyof FieldErrors): string | null => {
    const entry = entries.find(({ pointer }) => pointer.split('/')[1] === POINTERS[field]);
    return entry === undefined ? null : typeset(entry.detail);
  };
  const isTerritoryRefused = problem?.code === 'territory-unknown' || problem?.code === 'territory-ambiguous';
  return {
    territory: territoryError(data) ?? (isTerritoryRefused ? typeset(problem.detail) : of('territory')),
    kind: of('kind'),
    population: of('population'),
    setting: of('setting'),
    priorities: entries.some(({ code }) => code === 'nothing-asked') ? NOTHING_ASKED : of('priorities'),
    themes: of('themes'),
    levers: of('levers'),
  };
}
