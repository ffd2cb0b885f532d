import { describeFact } from '../../../src/domain/french/describe-standing.ts';
import type { Territory } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { territoryPath } from './territory-path.ts';

/** Facts of the operator about a territory, each leading to the similar territories that share it. */
export function OperatorFacts({ territory }: { readonly territory: Territory }) {
  if (territory.facts.length === 0) return null;
  return (
    <ul class="plain-list" aria-label="Ce que disent d’autres fichiers officiels">
      {territory.facts.map((fact) => (
        <li key={fact.key}>
          {typeset(describeFact(fact))}{' '}
          <a href={territoryPath(territory, `${fact.key}:${fact.value}`)}>
            Seulement ces territoires<span class="visually-hidden">&nbsp;: {typeset(fact.key)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
