import { mapValues } from '../../../question/parameters.ts';
import { refusalOf, territoryRefusalOf } from '../../layout/refusal.ts';
import type { SearchData } from '../data/search-data.ts';

/** Label of each field, the id that leads to it, and its name in the API. */
const FIELDS = {
  territory: { label: 'Votre territoire', id: 'nom', name: 'q' },
  kind: { label: 'Type de territoire', id: 'type', name: 'territoryKind' },
  population: { label: 'Nombre d’habitants', id: 'population', name: 'population' },
  setting: { label: 'Contexte', id: 'contexte', name: 'setting' },
  priorities: { label: 'Vos priorités', id: 'priorites', name: 'priorities' },
  themes: { label: 'Thèmes', id: 'themes-error', name: 'themes' },
  levers: { label: 'Leviers', id: 'leviers-error', name: 'levers' },
} as const;

/** Error of each field, in words; null for a valid field. */
export type FieldErrors = Readonly<Record<keyof typeof FIELDS, string | null>>;

const NOTHING_ASKED = 'Dites vos priorités, ou choisissez un thème ou un levier.';

function territoryError(data: SearchData): string | null {
  const { homonyms, isTerritoryUnknown, question } = data;
  if (homonyms.length > 0)
    return `Plusieurs territoires répondent à « ${question.typedTerritory} » : choisissez le vôtre.`;
  if (isTerritoryUnknown) {
    return `Aucun territoire ne répond à « ${question.typedTerritory} ». Vérifiez l’orthographe, essayez le code postal, ou laissez ce champ vide et décrivez votre territoire plus bas.`;
  }
  return null;
}

/** Errors of the question, by field. */
export function fieldErrorsOf(data: SearchData): FieldErrors {
  const failure = data.outcome?.ok === false ? data.outcome.failure : null;
  const errors = mapValues(FIELDS, ({ name }) => refusalOf(failure, name));
  const entries = failure?.kind === 'problem' ? failure.problem.errors : [];
  const isNothingAsked = entries?.some(({ code }) => code === 'nothing-asked') === true;
  return {
    ...errors,
    territory: territoryError(data) ?? territoryRefusalOf(failure) ?? errors.territory,
    priorities: isNothingAsked ? NOTHING_ASKED : errors.priorities,
  };
}

/** Errors of the question, in the order of the fields: the id of each, its label, its error. */
export function listErrors(data: SearchData) {
  const errors = fieldErrorsOf(data);
  const listed = mapValues(FIELDS, ({ id, label }, field) => [id, label, errors[field]] as const);
  return Object.values(listed).filter(([, , error]) => error !== null);
}
