import type { ComponentChildren } from 'preact';
import type { Experience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { experiencePath } from '../layout/addresses.ts';

/** One thing that is compared. */
export interface ComparedRow {
  readonly name: string;
  readonly show: (experience: Experience) => ComponentChildren;
}

interface CompareTableProps {
  readonly experiences: readonly Experience[];
  readonly rows: readonly ComparedRow[];
  /** Parameters of the answer that led to the comparison. */
  readonly asked: URLSearchParams;
}

/** A column for each experience; it scrolls by itself where the screen is too narrow. */
export function CompareTable({ experiences, rows, asked }: CompareTableProps) {
  return (
    <section class="compare-scroll" aria-label="Tableau de comparaison" tabindex={0}>
      <table class="compare-table">
        <thead>
          <tr>
            <td />
            {experiences.map(({ id, title }) => (
              <th key={id} scope="col">
                <a href={experiencePath(id, asked)}>{typeset(title)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, show }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {experiences.map((experience) => (
                <td key={experience.id}>{show(experience)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
