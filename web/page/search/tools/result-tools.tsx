import { useState } from 'preact/hooks';
import { joinWithAnd, shorten } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { PeerContact } from '../../../contract.ts';
import { writeQuestion } from '../../../question/question.ts';
import { comparePath, FOLLOW_PATH } from '../../layout/addresses.ts';
import { mailTo } from '../../peer/peer-address.ts';
import { PeerLink } from '../../peer/peer-link.tsx';
import { addressOf, notePath, writeAsked } from '../data/address.ts';
import type { SearchData } from '../data/search-data.ts';

/** Longest need in the subject of a mail, in characters. */
const SUBJECT_LENGTH = 60;

/** Words of the request, or the themes and levers that were chosen instead. */
function needOf({ priorities, themes, levers }: Recommendation['profile']): string {
  return priorities === '' ? joinWithAnd([...themes, ...levers].map(({ label }) => label)) : priorities;
}

interface SendProps {
  readonly title: string;
  readonly address: string;
}

/** Opens the share sheet of the device where it has one, else a mail. */
function SendLink({ title, address }: SendProps) {
  const mail = mailTo('', title, address);
  const share = (event: Event) => {
    if (navigator.share === undefined) return;
    event.preventDefault();
    navigator.share({ title, url: address }).catch((error: unknown) => {
      // The reader who closes the sheet sends nothing.
      if (!(error instanceof DOMException && error.name === 'AbortError')) location.assign(mail);
    });
  };
  return (
    <a href={mail} onClick={share}>
      Envoyer
    </a>
  );
}

function CopyButton({ address }: Pick<SendProps, 'address'>) {
  const [said, say] = useState('');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      say('Lien copié.');
    } catch {
      // Refused by the browser or its policy.
      say('Votre navigateur a refusé la copie : copiez l’adresse de la page.');
    }
  }
  return (
    <>
      <button type="button" class="link needs-script" onClick={copy}>
        Copier le lien
      </button>{' '}
      <span role="status">{said}</span>
    </>
  );
}

interface AnswerProps {
  readonly data: SearchData;
  readonly recommendation: Recommendation;
  /** Origin of the service: `https://essaimage.example`. */
  readonly origin: string;
  readonly peerContact: PeerContact | null;
}

/** Opens a message to the network about the answer. */
export function AnswerPeerLink({ data, recommendation: { profile }, origin, peerContact }: AnswerProps) {
  const address = `${origin}${addressOf(data)}`;
  const message = { title: null, address, territory: profile.territory.name, need: needOf(profile) };
  return <PeerLink contact={peerContact} message={message} />;
}

interface ResultToolsProps extends AnswerProps {
  /** Results to show side by side. */
  readonly compared: readonly ExperienceResult[];
}

/** Acts on an answer: asking the network, writing a note, sending, comparing, exporting, following. */
export function ResultTools({ compared, ...answer }: ResultToolsProps) {
  const { data, recommendation, origin, peerContact } = answer;
  const address = `${origin}${addressOf(data)}`;
  const title = `Essaimage : ${shorten(needOf(recommendation.profile), SUBJECT_LENGTH)}`;
  return (
    <ul class="tools" aria-label="Que faire de cette réponse">
      {peerContact !== null && (
        <li>
          <AnswerPeerLink {...answer} />
        </li>
      )}
      <li>
        <a class="button" href={notePath(data)}>
          Note pour le conseil
        </a>
      </li>
      <li>
        <SendLink title={title} address={address} />
      </li>
      <li>
        <CopyButton address={address} />
      </li>
      {compared.length > 1 && (
        <li>
          <a href={comparePath(compared, writeAsked(data))}>{`Comparer les ${compared.length} premières`}</a>
        </li>
      )}
      <li>
        <a href={`/resultats.csv?${writeAsked(data)}`}>Exporter</a>
      </li>
      <li>
        <a href={`${FOLLOW_PATH}?${writeQuestion(data.question)}`}>Suivre cette demande</a>
      </li>
    </ul>
  );
}
