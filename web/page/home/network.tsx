import { Linked } from '../reference/linked.tsx';
import type { Home } from './home.ts';

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
