import { useState } from 'preact/hooks';
import type { Recommendation } from '../../../api/answers.ts';
import { type Question, toApiQuery, writeQuestion } from '../../../question/question.ts';
import { FOLLOW_PATH } from '../../layout/addresses.ts';
import { type Filter, writeFilter } from '../data/filter.ts';
import { writeNote } from './write-note.ts';

interface ResultToolsProps {
  /** Answer, with the filtered experiences alone. */
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly filter: Filter;
}

/** Tools to keep, print and share the answer. */
export function ResultTools({ recommendation, question, filter }: ResultToolsProps) {
  const [said, say] = useState('');
  const table = new URLSearchParams([...writeQuestion(question), ...writeFilter(filter)]);

  async function copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      // Refused by the browser or its policy.
      say('Votre navigateur a refusé la copie : copiez l’adresse de la page.');
    }
  }

  return (
    <fieldset class="tools">
      <legend class="visually-hidden">Garder et partager</legend>
      <button type="button" class="needs-script" onClick={() => copy(location.href, 'Lien copié.')}>
        Copier le lien
      </button>
      <button
        type="button"
        class="needs-script"
        onClick={() => copy(writeNote(recommendation, location.href), 'Texte copié.')}
      >
        Copier en texte
      </button>
      <button type="button" class="needs-script" onClick={() => print()}>
        Imprimer une note
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
