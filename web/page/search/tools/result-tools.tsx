import { useState } from 'preact/hooks';
import { joinWithAnd } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import type { PeerContact } from '../../../contract.ts';
import { toApiQuery, writeQuestion } from '../../../question/question.ts';
import { comparePath, FOLLOW_PATH } from '../../layout/addresses.ts';
import { mailTo } from '../../peer/peer-address.ts';
import { PeerLink } from '../../peer/peer-link.tsx';
import { addressOf, writeAsked } from '../data/address.ts';
import { writeFilter } from '../data/filter.ts';
import type { SearchData } from '../data/search-data.ts';
import { titleOf } from '../search-title.ts';

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
  const share = (event: Event) => {
    if (navigator.share === undefined) return;
    event.preventDefault();
    // Closing the sheet rejects: nothing is to be said.
    navigator.share({ title, url: address }).catch(() => undefined);
  };
  return (
    <a href={mailTo('', title, address)} onClick={share}>
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

interface ResultToolsProps {
  readonly data: SearchData;
  readonly recommendation: Recommendation;
  /** Results to show side by side. */
  readonly compared: readonly ExperienceResult[];
  /** Origin of the service: `https://essaimage.example`. */
  readonly origin: string;
  readonly peerContact: PeerContact | null;
}

/** What to do with an answer: ask the network, write a note, send it, export it, follow it. */
export function ResultTools({ data, recommendation, compared, origin, peerContact }: ResultToolsProps) {
  const { profile } = recommendation;
  const { question, filter } = data;
  const address = `${origin}${addressOf(data)}`;
  const table = new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);
  const message = { title: null, address, territory: profile.territory.name, need: needOf(profile) };
  return (
    <ul class="tools" aria-label="Que faire de cette réponse">
      {peerContact !== null && (
        <li>
          <PeerLink contact={peerContact} message={message} />
        </li>
      )}
      <li>
        <a class="button" href={`/note?${writeAsked(data)}`}>
          Note pour le conseil
        </a>
      </li>
      <li>
        <SendLink title={`${titleOf(data)} – Essaimage`} address={address} />
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
        <a href={`/resultats.csv?${table}`}>Exporter (CSV)</a>
      </li>
      <li>
        <a href={`${FOLLOW_PATH}?${toApiQuery(question, '')}`}>Suivre cette demande</a>
      </li>
    </ul>
  );
}
