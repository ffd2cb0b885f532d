import { useState } from 'preact/hooks';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { type Filter, writeFilter } from '../data/filter.ts';

interface ResultToolsProps {
  readonly question: Question;
  readonly filter: Filter;
}

/** Feed of new experiences with the first theme and the first lever of the question. */
function feedAddress({ themes: [theme], levers: [lever] }: Question): string {
  const parameters = new URLSearchParams();
  if (theme !== undefined) parameters.set('theme', theme);
  if (lever !== undefined) parameters.set('lever', lever);
  return parameters.size === 0 ? '/v1/feed.atom' : `/v1/feed.atom?${parameters}`;
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
      <a class="button" href={feedAddress(question)}>
        Suivre (flux Atom)
      </a>
      <span role="status">{said}</span>
    </fieldset>
  );
}
