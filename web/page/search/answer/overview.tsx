import { markResult } from '../../../../src/domain/french/describe-answer.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { FranceMap } from '../../map/france-map.tsx';
import { anchorOf, placeOf } from '../../map/place.ts';

interface OverviewProps {
  readonly results: readonly ExperienceResult[];
  /** Needs of the request. */
  readonly needCount: number;
  readonly profile: Recommendation['profile'];
}

/** All the experiences at a glance: their titles by rank, and where they are. */
export function Overview({ results, needCount, profile }: OverviewProps) {
  const { department, region, territory } = profile;
  return (
    <div class="overview">
      <ol class="overview-list">
        {results.map((result) => {
          const { rank, experience } = result;
          const facts = [experience.year, ...markResult(result, needCount)].filter((fact) => fact !== null);
          return (
            <li key={experience.id} value={rank}>
              <a href={`#${anchorOf(rank)}`}>{typeset(experience.title)}</a>
              {facts.length > 0 && <span class="quiet"> {facts.join(' · ')}</span>}
            </li>
          );
        })}
      </ol>
      <FranceMap
        places={results.map(placeOf)}
        own={{
          department: department.value?.code ?? null,
          region: region.value?.code ?? null,
          name: territory.name,
        }}
      />
    </div>
  );
}
