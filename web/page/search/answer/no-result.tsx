import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import type { Taxonomy } from '../data/search-data.ts';
import { NeedsRead, PutAside, ThemeSuggestions } from './understood.tsx';

interface NoResultProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly taxonomy: Taxonomy;
  readonly onAsk: (question: Question) => void;
}

/** Advice for a question off the subject, or that no experience is near enough to. */
export function NoResult({ recommendation, question, taxonomy, onAsk }: NoResultProps) {
  const { status, hint, notes, needs } = recommendation;
  const isNarrowed = hint !== null && hint.themes.length > 0;
  return (
    <div class="no-result" role="status">
      <h2 tabindex={-1} data-focus>
        Aucun résultat
      </h2>
      {status !== 'no_match' && <NeedsRead needs={needs} />}
      {notes.map((note) => (
        <p key={note}>{typeset(note)}</p>
      ))}
      <p>
        {hint === null ? 'Dites vos priorités avec d’autres mots, ou partez d’un thème.' : typeset(hint.text)}
      </p>
      <PutAside question={question} onAsk={onAsk} />
      <h3>Partir d’un thème</h3>
      <ThemeSuggestions
        themes={isNarrowed ? hint.themes : taxonomy.themes}
        question={isNarrowed ? question : { ...question, priorities: '' }}
        onAsk={onAsk}
      />
      <p>
        Vous pouvez aussi parcourir les expériences <a href="/themes">par thème</a> ou{' '}
        <a href="/leviers">par levier</a>.
      </p>
    </div>
  );
}
