import { draftSchema, type ExperienceDraft, type Figure } from './experience.ts';
import { findMisquotes } from './misquotes.ts';

/*
 * Fiches as rows of a table, for the people who keep them in a spreadsheet: what `tableRow` writes, an import reads.
 */

/** Fields of `source`, in order. */
export const SOURCE_FIELDS = draftSchema.shape.source.keyof().options;
/** Other fields of a fiche, in order; a row has no cell for other sources. */
export const OTHER_FIELDS = draftSchema.omit({ source: true, otherSources: true }).keyof().options;

/** Converts the name of a field to snake case. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

export function sourceColumnOf(field: string): string {
  return `source_${columnOf(field)}`;
}

/** Names of the columns, in order. */
export const TABLE_COLUMNS = [...OTHER_FIELDS.map(columnOf), ...SOURCE_FIELDS.map(sourceColumnOf)];

/** Names of the columns that say in French what identifiers are; an import leaves them. */
export const LABEL_COLUMNS = [
  'territories_kind_labels',
  'setting_label',
  'themes_labels',
  'levers_labels',
  'state_label',
] as const;

/** Columns of the published table. */
export const PUBLISHED_COLUMNS = [...TABLE_COLUMNS, ...LABEL_COLUMNS];

/** The separator of lists has no escape: an item loses it. */
export const listed = (items: readonly string[]) =>
  items.map((item) => item.replaceAll('|', '/')).join(' | ');

type Fiche = Pick<ExperienceDraft, keyof ExperienceDraft>;

function territoryCell({ name, kind, code }: Pick<Fiche['territories'][number], 'name' | 'kind' | 'code'>) {
  return `${name} (${code === null ? kind : `${kind} ${code}`})`;
}

/** @param sentence null when the row would not have it word for word, which an import refuses */
function figureCell({ label, value, unit, role, period }: Figure, sentence: string | null): string {
  const amount = String(value).replace('.', ',');
  const nature = period === null ? `[${role}]` : `[${role} ${period}]`;
  const isPlain = role === 'other' && period === null;
  const parts = [amount, unit, isPlain ? '' : nature, sentence === null ? '' : `« ${sentence} »`];
  return `${label} : ${parts.filter((part) => part !== '').join(' ')}`;
}

/** Field whose cell lists several values. */
export type ListField = {
  [Field in keyof Fiche]: Fiche[Field] extends readonly unknown[] ? Field : never;
}[Exclude<keyof Fiche, 'otherSources'>];

/** Cells of a fiche, in the order of `TABLE_COLUMNS`; an unknown value is an empty cell. */
export function tableRow(
  fiche: Omit<Fiche, 'territories'> & {
    readonly territories: readonly Parameters<typeof territoryCell>[0][];
  },
): readonly string[] {
  const misquoted = new Set(findMisquotes(fiche).map(({ sentence }) => sentence));
  const isQuote = (sentence: string) => !misquoted.has(sentence);
  const lists: Readonly<Record<ListField, readonly string[]>> = {
    territories: fiche.territories.map(territoryCell),
    themes: fiche.themes,
    levers: fiche.levers.map(({ lever, what }) => `${lever} : ${what}`),
    actors: fiche.actors,
    figures: fiche.figures.map((figure) => {
      const { sentence } = figure;
      return figureCell(figure, sentence !== null && isQuote(sentence) ? sentence : null);
    }),
    difficulties: fiche.difficulties.filter(isQuote),
  };
  const cells = new Map<string, unknown>([
    ...Object.entries(fiche),
    ...Object.entries(lists).map(([field, items]) => [field, listed(items)] as const),
  ]);
  const values = [
    ...OTHER_FIELDS.map((field) => cells.get(field) ?? null),
    ...SOURCE_FIELDS.map((field) => fiche.source[field]),
  ];
  return values.map((value) => (value === null ? '' : String(value)));
}
