import { describeLife } from '../../../src/domain/french/describe-answer.ts';
import { splitFigure } from '../../../src/domain/french/formats.ts';
import { capitalise, FIGURE_ROLE_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { Fiche } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { UsedAcronyms } from '../layout/acronyms.tsx';
import { themePath } from '../layout/addresses.ts';
import { TerritoryFacts } from './territory-facts.tsx';

function When({ fiche }: { readonly fiche: Fiche }) {
  const { setting, year } = fiche;
  return (
    <dl class="facts-list">
      {setting !== null && (
        <div>
          <dt>Contexte</dt>
          <dd>{capitalise(SETTING_LABELS[setting])}</dd>
        </div>
      )}
      {year !== null && (
        <div>
          <dt>Année</dt>
          <dd>{year}</dd>
        </div>
      )}
      <div>
        <dt>État et fraîcheur</dt>
        <dd>{typeset(capitalise(describeLife(fiche)))}</dd>
      </div>
    </dl>
  );
}

/** Role of a sum, which its label may leave in doubt. */
function roleOf({ role, unit }: Fiche['figures'][number]): string | null {
  return unit === '€' && role !== 'other' ? FIGURE_ROLE_LABELS[role].toLowerCase() : null;
}

function Figures({ figures }: Pick<Fiche, 'figures'>) {
  return (
    <dl class="key-figures">
      {figures.map((figure) => (
        <div key={`${figure.label} ${figure.value}`}>
          <dt>
            {typeset(figure.label)}
            {roleOf(figure) !== null && <span class="quiet"> ({roleOf(figure)})</span>}
          </dt>
          <dd>{typeset(splitFigure(figure).measure)}</dd>
        </div>
      ))}
    </dl>
  );
}

function textsOf({ title, summary, levers, actors, figures, source }: Fiche): readonly string[] {
  return [
    title,
    summary,
    ...levers.flatMap(({ label, what }) => [label, what]),
    ...actors,
    ...figures.flatMap(({ label, unit }) => [label, unit]),
    source.title,
    source.publisher,
  ];
}

/** The facts of a fiche, beside its story. */
export function FicheFacts({ fiche }: { readonly fiche: Fiche }) {
  const { territories, themes, figures, actors } = fiche;
  const texts = textsOf(fiche);
  return (
    <div class="fiche-facts">
      <section class="card" aria-labelledby="ou-titre">
        <h2 id="ou-titre">Où et quand</h2>
        <TerritoryFacts territories={territories} />
        <When fiche={fiche} />
      </section>
      {themes.length > 0 && (
        <section class="card" aria-labelledby="themes-titre">
          <h2 id="themes-titre">Thèmes</h2>
          <ul class="suggestions">
            {themes.map(({ id, label }) => (
              <li key={id}>
                <a class="chip-link" href={themePath(id)}>
                  {typeset(label)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {figures.length > 0 && (
        <section class="card" aria-labelledby="chiffres-titre">
          <h2 id="chiffres-titre">Chiffres clés</h2>
          <Figures figures={figures} />
        </section>
      )}
      {actors.length > 0 && (
        <section class="card" aria-labelledby="acteurs-titre">
          <h2 id="acteurs-titre">Acteurs</h2>
          <ul class="plain-list">
            {actors.map((actor) => (
              <li key={actor}>{typeset(actor)}</li>
            ))}
          </ul>
        </section>
      )}
      <UsedAcronyms texts={texts} />
    </div>
  );
}
