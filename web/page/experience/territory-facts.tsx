import { formatNumber } from '../../../src/domain/french/formats.ts';
import { capitalise, KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { ExperienceTerritory } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { codeName } from './field-name.ts';

function factsOf({ name, kind, population, department, region }: ExperienceTerritory): string {
  const around = [department?.name, region?.name].filter(
    (place, index, all) => place !== undefined && place !== name && all.indexOf(place) === index,
  );
  return [
    capitalise(KIND_LABELS[kind]),
    ...(population === null ? [] : [`${formatNumber(population)}\u00a0habitants`]),
    ...(around.length === 0 ? [] : [around.join(', ')]),
  ].join(' · ');
}

/** Each territory of an experience: its kind, its size, where it is, its official code. */
export function TerritoryFacts({ territories }: { readonly territories: readonly ExperienceTerritory[] }) {
  return (
    <ul class="territories">
      {territories.map((territory) => (
        <li key={`${territory.kind} ${territory.code ?? territory.name}`}>
          <b>{typeset(territory.name)}</b>
          <span>{factsOf(territory)}</span>
          <span class="quiet">
            {territory.code === null
              ? 'Sans code officiel'
              : `Code ${codeName(territory.kind)}\u00a0: ${territory.code}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
