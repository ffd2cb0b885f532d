import { STATUS_LABELS } from '../../../../src/domain/french/labels.ts';
import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { ThemeSuggestions } from './theme-suggestions.tsx';

interface NoMatchProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** Advice for a question that nothing in the corpus is about. */
export function NoMatch({ recommendation, question, onAsk }: NoMatchProps) {
  const { hint } = recommendation;
  return (
    <div class="notice" role="status">
      <h2 tabindex={-1} data-focus>
        {STATUS_LABELS.no_match}
      </h2>
      <p>
        {hint === null ? 'Décrivez le besoin avec d’autres mots, ou partez d’un thème.' : typeset(hint.text)}
      </p>
      <ThemeSuggestions themes={hint?.themes ?? []} question={question} onAsk={onAsk} />
      <p>
        Vous pouvez aussi parcourir les expériences <a href="/themes">par thème</a> ou{' '}
        <a href="/leviers">par levier</a>.
      </p>
    </div>
  );
}
