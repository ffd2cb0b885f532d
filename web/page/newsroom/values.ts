import { FIGURE_ROLE_LABELS, PERIOD_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { Fiche, Territory } from '../../api/answers.ts';
import type { ExperiencePatch } from '../../api/editing.ts';
import { textOf, textsOf } from '../layout/form-texts.ts';

/** Fields that the page of a fiche corrects. */
const FIELDS = [
  'title',
  'summary',
  'territories',
  'setting',
  'year',
  'themes',
  'levers',
  'figures',
  'access',
  'source',
] as const satisfies readonly (keyof ExperiencePatch)[];

/** Their values, as the API takes them. */
export type Values = Pick<Required<ExperiencePatch>, (typeof FIELDS)[number]>;
export type AskedTerritory = Values['territories'][number];

/** Name of a territory's check box: its code, or its name without one. */
export function territoryKey({
  kind,
  code,
  name,
}: Pick<Fiche['territories'][number], 'kind' | 'code' | 'name'>) {
  return `${kind}|${code ?? name}`;
}

type NamedTerritory = Pick<Fiche['territories'][number], 'name' | 'kind' | 'code' | 'population'>;

function askedTerritory({ name, kind, code, population }: NamedTerritory): AskedTerritory {
  if (code !== null) return { code, kind };
  return { name, kind, ...(population === null ? {} : { population }) };
}

export function valuesOf(fiche: Fiche): Values {
  const { title, summary, territories, setting, year, themes, levers, figures, access, source } = fiche;
  const { title: sourceTitle, url, publisher, date } = source;
  return {
    title,
    summary,
    territories: territories.map(askedTerritory),
    setting,
    year,
    themes: themes.map(({ id }) => id),
    levers: levers.map(({ id, what }) => ({ id, what })),
    figures: figures.map(({ label, value, unit, role, period, sentence }) => ({
      label,
      value,
      unit,
      role,
      period,
      sentence,
    })),
    access,
    source: { title: sourceTitle, url, publisher, date },
  };
}

function oneOf<const T extends string>(value: string | undefined, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** Codes of the API, from the labels that the domain gives to all of them. */
export function codesOf<Code extends string>(labels: Readonly<Record<Code, string>>): readonly Code[] {
  return Object.keys(labels).filter((key): key is Code => Object.hasOwn(labels, key));
}

export const SETTINGS = codesOf(SETTING_LABELS);
export const FIGURE_ROLES = codesOf(FIGURE_ROLE_LABELS);
export const FIGURE_PERIODS = codesOf(PERIOD_LABELS);

/** Values from which a form was written. */
interface Base {
  readonly values: Values;
  /** Territories with a check box. */
  readonly shown: readonly NamedTerritory[];
}

/** Name of the territory of a correction, as that of its check box. */
export function askedKey(asked: AskedTerritory): string {
  return 'name' in asked ? `${asked.kind}|${asked.name}` : `${asked.kind}|${asked.code}`;
}

function readTerritories(form: FormData, { shown }: Base, added: Territory | null): AskedTerritory[] {
  const kept = new Set(form.getAll('territoire'));
  const asked = shown.filter((each) => kept.has(territoryKey(each))).map(askedTerritory);
  return added === null ? asked : [...asked, { code: added.code, kind: added.kind }];
}

/** Themes keep their order, the most important first; new ones come last. */
function readThemes(form: FormData, { themes }: Values): string[] {
  const chosen = textsOf(form, 'themes');
  const kept = themes.filter((id) => chosen.includes(id));
  return [...kept, ...chosen.filter((id) => !kept.includes(id))];
}

function readLevers(form: FormData): Values['levers'] {
  const uses = textsOf(form, 'usage');
  return textsOf(form, 'levier')
    .map((id, index) => ({ id, what: uses[index] ?? '' }))
    .filter(({ id }) => id !== '');
}

function readSource(form: FormData): Values['source'] {
  return {
    title: textOf(form, 'source-titre'),
    url: textOf(form, 'source-adresse') || null,
    publisher: textOf(form, 'source-editeur'),
    date: textOf(form, 'source-date') || null,
  };
}

/** Reads the form of a fiche. @param added territory that was typed; null without one */
export function readValues(form: FormData, base: Base, added: Territory | null): Values {
  const roles = textsOf(form, 'role');
  const { figures, access } = base.values;
  const year = textOf(form, 'annee');
  return {
    title: textOf(form, 'titre'),
    summary: textOf(form, 'recit'),
    territories: readTerritories(form, base, added),
    setting: oneOf(textOf(form, 'contexte'), SETTINGS),
    // The API refuses a value that is no year, 0 included, and says so.
    year: year === '' ? null : Number(year) || 0,
    themes: readThemes(form, base.values),
    levers: readLevers(form),
    figures: figures.map((figure, index) => {
      const role = oneOf(roles[index], FIGURE_ROLES) ?? figure.role;
      return role === undefined ? figure : { ...figure, role };
    }),
    access: oneOf(textOf(form, 'acces'), ['public', 'members']) ?? access,
    source: readSource(form),
  };
}

/** Lists the fields whose values differ. */
export function fieldsThatDiffer(before: Values, after: Values): readonly (keyof Values)[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Keeps the fields that a form changes. */
export function changedValues(before: Values, after: Values): ExperiencePatch {
  return Object.fromEntries(fieldsThatDiffer(before, after).map((field) => [field, after[field]]));
}
