import type { SimilarTerritory } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { experiencePath } from '../layout/addresses.ts';

/** Similar territories under a title, each with its differences and its experiences; nothing when there is none. */
export function SimilarList({
  title,
  territories,
}: {
  readonly title: string;
  readonly territories: readonly SimilarTerritory[];
}) {
  if (territories.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ol class="card-list">
        {territories.map(({ territory, differences, experiences }) => (
          <li key={territory.code} class="card">
            <h4>{typeset(territory.label)}</h4>
            <p>{typeset(`${differences.map(({ text }) => text).join(' ; ')}.`)}</p>
            {experiences.length > 0 && (
              <ul class="plain-list">
                {experiences.map(({ id, title: named }) => (
                  <li key={id}>
                    <a href={experiencePath(id)}>{typeset(named)}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
