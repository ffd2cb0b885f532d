import type { Fiche, SimilarExperience } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { Illustration } from '../illustration/illustration.tsx';
import { experiencePath } from '../layout/addresses.ts';
import { sharedTraits } from './shared-traits.ts';

interface NeighboursProps {
  readonly fiche: Fiche;
  readonly similar: readonly SimilarExperience[];
}

/** Experiences with the nearest stories, each with the traits it shares with this one. */
export function Neighbours({ fiche, similar }: NeighboursProps) {
  if (similar.length === 0) return null;
  return (
    <section class="neighbours" id="proches" aria-labelledby="proches-titre">
      <h2 id="proches-titre">Expériences semblables</h2>
      <p class="help">Celles dont le récit ressemble le plus à celui-ci d’abord.</p>
      <ol class="card-list card-list-wide">
        {similar.map(({ experience }) => {
          const traits = sharedTraits(fiche, experience);
          const [theme] = experience.themes;
          return (
            <li key={experience.id} class="card drawn">
              {theme !== undefined && <Illustration of="theme" id={theme.id} />}
              <h3>
                <a href={experiencePath(experience.id)}>{typeset(experience.title)}</a>
              </h3>
              <Places experience={experience} />
              {traits.length === 0 ? (
                <p class="quiet">
                  Ni thème, ni levier, ni type de territoire communs : seul le récit se ressemble.
                </p>
              ) : (
                <ul class="reasons" aria-label="Ce qu’elles ont en commun">
                  {traits.map((trait) => (
                    <li key={trait}>{trait}</li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
