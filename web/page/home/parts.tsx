import { count, typeset } from '../../french/typography.ts';
import { Places } from '../../question/places.tsx';
import { writeQuestion } from '../../question/question.ts';
import { Passage } from '../../question/story.tsx';
import { Illustration } from '../illustration/illustration.tsx';
import { experiencePath, themePath } from '../layout/addresses.ts';
import { Linked } from '../reference/linked.tsx';
import type { Collection, Example, Home } from './home.ts';

function WorkedExample({
  example: { question, territory, evidence, experience },
}: {
  readonly example: Example;
}) {
  const asked = writeQuestion(question);
  return (
    <li class="example">
      <p class="example-question">
        <strong>{typeset(territory)}</strong>
        <span>«&nbsp;{typeset(question.priorities)}&nbsp;»</span>
      </p>
      <article class="card drawn">
        {experience.theme !== null && <Illustration of="theme" id={experience.theme} />}
        <h3>
          <a href={experiencePath(experience.id)}>{typeset(experience.title)}</a>
        </h3>
        <Places experience={experience} />
        {evidence !== null && <Passage evidence={evidence} />}
        <p class="example-more">
          <a href={`/?${asked}`}>
            Voir toute la réponse<span class="visually-hidden"> pour {typeset(territory)}</span>
          </a>
        </p>
      </article>
    </li>
  );
}

/** Real questions, each with the first experience of its real answer. */
export function Examples({ examples }: { readonly examples: readonly Example[] }) {
  if (examples.length === 0) return null;
  return (
    <section class="home-section" aria-labelledby="exemples-titre">
      <h2 id="exemples-titre">
        {examples.length === 1
          ? 'Une demande, et sa première réponse'
          : 'Des demandes, et leur première réponse'}
      </h2>
      <ul class="worked-examples">
        {examples.map((example) => (
          <WorkedExample key={example.territory} example={example} />
        ))}
      </ul>
    </section>
  );
}

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

/** The last words of the home page: the ESS, the text of the reader, the people to write to. */
export function Network({ network: { name, contact, peerContact } }: Pick<Home, 'network'>) {
  return (
    <section class="home-section home-network" aria-label="À savoir">
      <div>
        <h2>L’économie sociale et solidaire (ESS), en une phrase</h2>
        <p>
          Des associations, coopératives, mutuelles, fondations et entreprises d’utilité sociale qui
          poursuivent un autre but que le partage des bénéfices, et se gouvernent démocratiquement.
        </p>
      </div>
      <div>
        <h2>Votre texte reste sur ce serveur</h2>
        <p>
          Tout se calcule sur ce serveur&nbsp;: votre texte n’est ni conservé, ni transmis à un tiers.{' '}
          <a href="/a-propos">Comment le service classe</a>
        </p>
      </div>
      {(contact !== null || peerContact !== null) && (
        <div>
          <h2>{name === null ? 'Parler à quelqu’un' : `Parler à quelqu’un\u00a0: ${name}`}</h2>
          {peerContact !== null && (
            <p>
              Pour être mis en relation avec celles et ceux qui ont mené une expérience&nbsp;:{' '}
              <Linked value={peerContact.address} />
            </p>
          )}
          {contact !== null && (
            <p>
              Une question, une erreur à signaler&nbsp;: <Linked value={contact} />
            </p>
          )}
        </div>
      )}
    </section>
  );
}
