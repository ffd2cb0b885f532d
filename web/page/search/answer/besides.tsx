import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { Api } from '../../../api/client.ts';
import { count } from '../../../french/typography.ts';
import { FranceMap } from '../../map/france-map.tsx';
import { placeOf } from '../../map/place.ts';
import { territoryPath } from '../../territory/territory-path.ts';
import type { SearchData } from '../data/search-data.ts';
import { Opinion } from '../opinion/opinion.tsx';

interface BesidesProps {
  readonly recommendation: Recommendation;
  /** Territory that asks, when it is in the register. */
  readonly territory: SearchData['territory'];
  /** Results that the filter keeps. */
  readonly kept: readonly ExperienceResult[];
  readonly api: Api | null;
}

/** After the answer: where the experiences are, the territories alike, and whether it helps. */
export function Besides({ recommendation: { id, profile }, territory, kept, api }: BesidesProps) {
  const { department, region } = profile;
  const unchecked = kept.filter(({ experience }) => experience.checkedOn === null).length;
  return (
    <section class="besides" aria-label="Carte et avis">
      <details class="more">
        <summary>Carte des expériences</summary>
        <FranceMap
          places={kept.map(placeOf)}
          own={{ department: department.value?.code ?? null, region: region.value?.code ?? null }}
        />
      </details>
      {territory !== null && (
        <p>
          <a href={territoryPath(territory)}>Territoires semblables</a>
        </p>
      )}
      <p>
        {unchecked > 0 && `${count(unchecked, 'récit jamais revérifié', 'récits jamais revérifiés')}. `}
        <a href="/a-propos#classement">Comment les réponses sont classées</a>
      </p>
      <Opinion api={api} recommendationId={id} />
    </section>
  );
}
