import { useState } from 'preact/hooks';
import { toApiQuery, writeQuestion } from '../../../question/question.ts';
import { FOLLOW_PATH } from '../../layout/addresses.ts';
import { writeAsked } from '../data/address.ts';
import { writeFilter } from '../data/filter.ts';
import type { Asked } from '../data/search-data.ts';

/** Closes a list of tools from the keyboard, and puts the focus back on its button. */
function closeOnEscape(event: KeyboardEvent & { readonly currentTarget: HTMLDetailsElement }): void {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}

const LABEL = 'Garder, partager, faire une note';

/** Place of the tools while the answer is awaited. */
export function AwaitedTools() {
  return (
    <span class="button request-button awaited" aria-hidden="true">
      {LABEL}
    </span>
  );
}

interface ResultToolsProps {
  readonly asked: Asked;
  /** Whether the answer has experiences to cite. */
  readonly hasExperiences: boolean;
}

/** Tools to keep and share the answer, folded in one button. */
export function ResultTools({ asked, hasExperiences }: ResultToolsProps) {
  const [said, say] = useState('');
  const { question, filter } = asked;
  const table = new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);

  async function copyAddress(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      say('Lien copié.');
    } catch {
      // Refused by the browser or its policy.
      say('Votre navigateur a refusé la copie : copiez l’adresse de la page.');
    }
  }

  return (
    <details class="tools" onKeyDown={closeOnEscape}>
      <summary class="button request-button">{hasExperiences ? LABEL : 'Partager, être prévenu'}</summary>
      <ul class="tools-list">
        {hasExperiences && (
          <li>
            <a href={`/note?${writeAsked(asked)}`}>Note pour le conseil</a>
          </li>
        )}
        <li class="needs-script">
          <button type="button" class="link" onClick={copyAddress}>
            Copier le lien
          </button>
          <span role="status">{said}</span>
        </li>
        {hasExperiences && (
          <li>
            <a href={`/resultats.csv?${table}`}>Tableau (CSV)</a>
          </li>
        )}
        <li>
          <a href={`${FOLLOW_PATH}?${toApiQuery(question, '')}`}>Être prévenu des nouvelles expériences</a>
        </li>
      </ul>
    </details>
  );
}
