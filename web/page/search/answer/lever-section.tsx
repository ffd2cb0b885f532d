import { TOO_FEW_FIGURES } from '../../../../src/domain/french/describe-answer.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import { CostRanges } from '../../lever/cost-ranges.tsx';
import { addressOf, writeAsked } from '../data/address.ts';
import { type Filter, isFiltering } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { Opinion } from '../opinion/opinion.tsx';
import { LeverCard } from './lever-card.tsx';

interface LeverSectionProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  /** Results that the filter keeps. */
  readonly kept: readonly ExperienceResult[];
  readonly api: Api | null;
  readonly onFilter: (filter: Filter) => void;
}

function holding(results: readonly ExperienceResult[], lever: string): number {
  return results.filter(({ experience }) => experience.levers.some(({ id }) => id === lever)).length;
}

/** Orders of magnitude; nothing for a request too broad for them, a line where there are too few figures. */
function Costs({ status, costs }: Pick<Recommendation, 'status' | 'costs'>) {
  if (status === 'broad') return null;
  if (costs.length === 0) return <p class="quiet">{TOO_FEW_FIGURES}</p>;
  return (
    <div class="costs">
      <h3>Ordres de grandeur</h3>
      <p class="help">Ce qu’ont coûté les expériences proches ou voisines de votre demande.</p>
      <CostRanges costs={costs} />
    </div>
  );
}

/** Levers of the answer, which the collectivité can use itself, then their costs. */
export function LeverSection({ recommendation, data, kept, api, onFilter }: LeverSectionProps) {
  const { filter } = data;
  return (
    <section class="levers" id="leviers" aria-labelledby="levers-title">
      {recommendation.levers.length > 0 && (
        <>
          <h2 id="levers-title">Ce que vous pouvez faire</h2>
          <p class="help">
            Les leviers à actionner, d’après votre demande et les expériences les plus proches.
          </p>
          <ol class="lever-list">
            {recommendation.levers.map((result) => {
              const { id, label } = result.lever;
              const held = holding(kept, id);
              const filtered = { ...filter, lever: id };
              return (
                <li key={id}>
                  <LeverCard
                    result={result}
                    asked={writeAsked(data)}
                    kept={isFiltering(filter) ? { held, all: kept.length } : null}
                    filterAddress={held === 0 ? null : addressOf({ ...data, filter: filtered })}
                    onFilter={(event) => {
                      event.preventDefault();
                      onFilter(filtered);
                    }}
                    opinion={
                      <Opinion
                        api={api}
                        subject={{ recommendationId: recommendation.id, leverId: id }}
                        about={label}
                      />
                    }
                  />
                </li>
              );
            })}
          </ol>
        </>
      )}
      <Costs {...recommendation} />
    </section>
  );
}
