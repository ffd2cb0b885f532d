import type { Territory } from '../../api/answers.ts';
import type { Means } from '../state.ts';

interface TerritoryChoiceProps {
  readonly typed: string;
  readonly territories: readonly Territory[];
  readonly means: Means;
}

/** Territories with the typed name; each one asks the same question for itself. */
export function TerritoryChoice({ typed, territories, means }: TerritoryChoiceProps) {
  if (territories.length === 0) {
    return (
      <p class="e-notice" role="alert">
        {`Aucun territoire ne répond à «\u00a0${typed}\u00a0». Vérifiez l’orthographe, essayez le code postal, ou laissez ce champ vide.`}
      </p>
    );
  }
  return (
    <div class="e-notice" role="alert">
      <p>{`Plusieurs territoires répondent à «\u00a0${typed}\u00a0». Choisissez le vôtre\u00a0:`}</p>
      <ul class="e-choices">
        {territories.map((territory) => (
          <li key={`${territory.kind}-${territory.code}`}>
            {means.kind === 'address' ? (
              <a href={means.hrefFor(territory)}>{territory.label}</a>
            ) : (
              <button type="button" part="button" onClick={() => means.onTerritory(territory)}>
                {territory.label}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
