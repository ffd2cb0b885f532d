import { useState } from 'preact/hooks';
import type { ExperienceResult } from '../../../api/answers.ts';
import { count, typeset } from '../../../french/typography.ts';
import { ALL, type Filter, filterOptions, isFiltering } from '../data/filter.ts';

interface FiltersProps {
  readonly results: readonly ExperienceResult[];
  readonly filter: Filter;
  readonly keptCount: number;
  readonly onFilter: (filter: Filter) => void;
}

const LABELS: Readonly<Record<keyof Filter, string>> = {
  theme: 'Thème',
  lever: 'Levier',
  setting: 'Contexte',
};

const FIELDS = ['theme', 'lever', 'setting'] as const;

/** Filters of the results on screen; they ask the service nothing. */
export function Filters({ results, filter, keptCount, onFilter }: FiltersProps) {
  const options = filterOptions(results);
  // Afterwards the reader alone opens and closes it.
  const [isOpenAtFirst] = useState(isFiltering(filter));
  return (
    <details class="more needs-script" open={isOpenAtFirst}>
      <summary>Filtrer</summary>
      <div class="filters">
        {FIELDS.map((field) => (
          <label key={field} for={`filtre-${field}`}>
            {LABELS[field]}
            <select
              id={`filtre-${field}`}
              value={filter[field]}
              onChange={(event) => onFilter({ ...filter, [field]: event.currentTarget.value })}
            >
              <option value="">Tous</option>
              {options[field].map(({ id, label, count: held }) => (
                <option key={id} value={id}>
                  {`${typeset(label)} (${held})`}
                </option>
              ))}
            </select>
          </label>
        ))}
        {isFiltering(filter) && (
          <button
            type="button"
            class="link"
            onClick={(event) => {
              // It is about to vanish, and the focus with it.
              event.currentTarget.closest('details')?.querySelector('select')?.focus();
              onFilter(ALL);
            }}
          >
            Tout montrer
          </button>
        )}
        <p class="filters-count" role="status">
          {isFiltering(filter) ? `${count(keptCount, 'expérience')} sur ${results.length}` : ''}
        </p>
      </div>
    </details>
  );
}
