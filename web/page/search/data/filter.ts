import { capitalise, SETTING_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Experience, ExperienceResult, Label } from '../../../api/answers.ts';
import { mapValues, writeParameters } from '../../../question/parameters.ts';

const PARAMETERS = {
  theme: 'filtre-theme',
  lever: 'filtre-levier',
  setting: 'filtre-contexte',
} as const;

/** Filter of the results; an empty value keeps all. */
export type Filter = Readonly<Record<keyof typeof PARAMETERS, string>>;

export const ALL: Filter = mapValues(PARAMETERS, () => '');

export function readFilter(parameters: URLSearchParams): Filter {
  return mapValues(PARAMETERS, (name) => parameters.get(name) ?? '');
}

/** Parameters of the address of this filter. */
export function writeFilter(filter: Filter): URLSearchParams {
  return writeParameters(filter, PARAMETERS);
}

/** Whether the filter may leave results out. */
export function isFiltering({ theme, lever, setting }: Filter): boolean {
  return `${theme}${lever}${setting}` !== '';
}

export function isKept({ themes, levers, setting }: Experience, filter: Filter): boolean {
  return (
    (filter.theme === '' || themes.some(({ id }) => id === filter.theme)) &&
    (filter.lever === '' || levers.some(({ id }) => id === filter.lever)) &&
    (filter.setting === '' || setting === filter.setting)
  );
}

/** Value of a filter, and the number of results that have it. */
export interface FilterOption extends Label {
  readonly count: number;
}

function tally(labels: readonly Label[]): readonly FilterOption[] {
  const options = new Map<string, FilterOption>();
  for (const { id, label } of labels) {
    options.set(id, { id, label, count: (options.get(id)?.count ?? 0) + 1 });
  }
  return [...options.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'fr'));
}

/** Values found in the results, the most frequent first. */
export function filterOptions(
  results: readonly ExperienceResult[],
): Readonly<Record<keyof Filter, readonly FilterOption[]>> {
  const experiences = results.map(({ experience }) => experience);
  return {
    theme: tally(experiences.flatMap(({ themes }) => themes)),
    lever: tally(experiences.flatMap(({ levers }) => levers)),
    setting: tally(
      experiences.flatMap(({ setting }) =>
        setting === null ? [] : [{ id: setting, label: capitalise(SETTING_LABELS[setting]) }],
      ),
    ),
  };
}
