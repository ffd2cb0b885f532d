import { count, typeset } from '../../french/typography.ts';
import { Illustration } from '../illustration/illustration.tsx';
import { themePath } from '../layout/addresses.ts';
import type { Collection } from './home.ts';

/** Ways to the experiences without a question: by theme, by lever, or all. */
export function WaysIn({ collection }: { readonly collection: Collection }) {
  const { themes, themeCount, leverCount, experienceCount } = collection;
  return (
    <section class="home-section" aria-labelledby="entrees-titre">
      <h2 id="entrees-titre">Entrer par un thème</h2>
      <ul class="tile-list">
        {themes.map(({ id, label, experienceCount: held }) => (
          <li key={id} class="card tile">
            <Illustration of="theme" id={id} />
            <a href={themePath(id)}>{typeset(label)}</a>
            <span class="quiet">{count(held, 'expérience')}</span>
          </li>
        ))}
      </ul>
      <p class="button-row">
        <a class="button" href="/themes">
          {`Tous les thèmes (${themeCount})`}
        </a>
        <a class="button" href="/leviers">
          {`Les leviers (${leverCount})`}
        </a>
        <a class="button" href="/experiences">
          {`Toutes les expériences (${experienceCount})`}
        </a>
      </p>
    </section>
  );
}
