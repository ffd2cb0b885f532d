import type { Fiche } from '../../api/answers.ts';
import type { Operator } from '../../contract.ts';
import { typeset } from '../../french/typography.ts';
import { isEmpty, NOTHING, writeQuestion } from '../../question/question.ts';
import { experiencePath, formPath } from '../layout/addresses.ts';
import { mailTo, mailWith } from '../peer/peer-address.ts';
import { PeerLink } from '../peer/peer-link.tsx';
import { isMail, isWebAddress } from '../reference/linked.tsx';
import { notePath, writeAsked } from '../search/data/address.ts';
import type { Asked } from '../search/data/search-data.ts';

interface FicheActsProps {
  readonly fiche: Fiche;
  /** Answer that led to the fiche; an empty question without one. */
  readonly asked: Asked;
  readonly operator: Operator;
  readonly origin: string;
}

/** Where to tell an error: a mail already begun, or the page of the operator; null where neither is known. */
function errorAddress(contact: string | null, title: string, address: string): string | null {
  if (contact !== null && isMail(contact)) return mailTo(contact, `Erreur dans la fiche : ${title}`, address);
  return contact !== null && isWebAddress(contact) ? contact : null;
}

/** Acts on the fiche that was read. */
export function FicheActs({ fiche, asked, operator, origin }: FicheActsProps) {
  const { id, title, themes } = fiche;
  const { contact, peerContact } = operator;
  const address = `${origin}${experiencePath(id)}`;
  const { question } = asked;
  const need = question.priorities || null;
  const addressFor = (priorities: string) =>
    `${origin}${experiencePath(id, writeAsked({ ...asked, question: { ...question, priorities } }))}`;
  const error = errorAddress(contact, title, address);
  const search = formPath(writeQuestion({ ...NOTHING, themes: themes.map((theme) => theme.id) }));
  return (
    <ul class="tools" aria-label="Que faire de cette fiche">
      {isEmpty(question) ? (
        <li>
          <a class="button primary" href={search}>
            Chercher pour mon territoire
          </a>
        </li>
      ) : (
        <li>
          <a class="button" href={notePath(asked, [id])}>
            Citer dans une note
          </a>
        </li>
      )}
      {peerContact !== null && (
        <li>
          <PeerLink contact={peerContact} message={{ title, address, territory: null, need }} />
        </li>
      )}
      <li>
        <a href={mailWith(typeset(title), question.priorities, addressFor)}>Envoyer</a>
      </li>
      {error !== null && (
        <li>
          <a href={error}>Signaler une erreur</a>
        </li>
      )}
    </ul>
  );
}
