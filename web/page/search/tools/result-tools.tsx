import { useState } from 'preact/hooks';
import { type Question, toApiQuery, writeQuestion } from '../../../question/question.ts';
import { FOLLOW_PATH } from '../../layout/addresses.ts';
import { type Filter, writeFilter } from '../data/filter.ts';

interface ResultToolsProps {
  readonly question: Question;
  readonly filter: Filter;
}

/** Tools to keep, print and share the answer. */
export function ResultTools({ question, filter }: ResultToolsProps) {
  const [said, say] = useState('');
  const table = new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);

  async function copyAddress(): Promise<void> {
    try {
      await navigator.clipboard.writeText(location.href);
      say('Lien copié.');
    } catch {
      // Refused by the browser or its policy.
      say('Votre navigateur a refusé la copie : copiez l’adresse de la page.');
    }
  }

  return (
    <fieldset class="tools">
      <legend class="visually-hidden">Garder et partager</legend>
      <a class="button" href={`/note?${writeQuestion(question)}`}>
        Note pour le conseil
      </a>
      <button type="button" class="needs-script" onClick={copyAddress}>
        Copier le lien
      </button>
      <a class="button" href={`/resultats.csv?${table}`}>
        Tableau (CSV)
      </a>
      <a class="button" href={`${FOLLOW_PATH}?${toApiQuery(question, '')}`}>
        Être prévenu des nouvelles expériences
      </a>
      <span role="status">{said}</span>
    </fieldset>
  );
}
