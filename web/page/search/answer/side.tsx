import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import { FranceMap } from '../../map/france-map.tsx';
import { placeOf } from '../../map/place.ts';
import { territoryPath } from '../../territory/territory-path.ts';
import type { Filter } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { Filters } from '../tools/filters.tsx';

interface SideProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  /** Results that the filter keeps. */
  readonly kept: readonly ExperienceResult[];
  readonly lit: number | null;
  readonly onFilter: (filter: Filter) => void;
}

/** Leads to the territories like the one that asks, when it is in the register. */
function LikeOurs({ territory }: { readonly territory: SearchData['territory'] }) {
  if (territory === null) return null;
  return (
    <p>
      <a href={territoryPath(territory)}>Territoires qui ressemblent au vôtre</a>
    </p>
  );
}

/** Beside the experiences: where they are, and what to keep of them. */
export function Side({ recommendation, data, kept, lit, onFilter }: SideProps) {
  const { profile, experiences } = recommendation;
  return (
    <section class="side" aria-labelledby="where-title">
      <h2 id="where-title">Où</h2>
      <FranceMap
        places={kept.map(placeOf)}
        own={{
          department: profile.department.value?.code ?? null,
          region: profile.region.value?.code ?? null,
        }}
        lit={lit}
      />
      <Filters results={experiences} filter={data.filter} keptCount={kept.length} onFilter={onFilter} />
      <LikeOurs territory={data.territory} />
    </section>
  );
}
