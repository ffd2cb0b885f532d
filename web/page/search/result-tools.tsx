import { useState } from 'preact/hooks';
import { type Question, writeQuestion } from './question.ts';

/** What one can do with the answer: keep it, print it, pass it on. */
export function ResultTools({ question }: { readonly question: Question }) {
  const [said, say] = useState('');
  const query = writeQuestion(question);
  return (
    <fieldset class="tools bare">
      <legend class="visually-hidden">Garder et partager</legend>
      <button
        type="button"
        onClick={async () => {
          await navigator.clipboard.writeText(location.href);
          say('Lien copié.');
        }}
      >
        Copier le lien
      </button>
      <button type="button" onClick={() => print()}>
        Imprimer une note
      </button>
      <a class="button" href={`/resultats.csv?${query}`} download>
        Tableau (CSV)
      </a>
      <span role="status">{said}</span>
    </fieldset>
  );
}
