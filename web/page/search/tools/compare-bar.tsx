import { count } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { MAX_COMPARED } from '../data/compared.ts';

interface CompareBarProps {
  readonly compared: readonly string[];
  readonly question: Question;
  readonly onClear: () => void;
}

/** Leads to the experiences that were chosen, side by side. */
export function CompareBar({ compared, question, onClear }: CompareBarProps) {
  const address = `/comparer?${new URLSearchParams([['fiches', compared.join(',')], ...writeQuestion(question)])}`;
  return (
    <div class={compared.length === 0 ? 'compare-bar visually-hidden' : 'compare-bar'}>
      <p role="status">
        {compared.length === 0
          ? ''
          : `${count(compared.length, 'expérience choisie', 'expériences choisies')}, ${MAX_COMPARED} au plus`}
      </p>
      {compared.length > 1 && (
        <a class="button primary" href={address}>
          Comparer
        </a>
      )}
      {compared.length > 0 && (
        <button
          type="button"
          class="link"
          onClick={() => {
            // It is about to vanish, and the focus with it.
            document.getElementById('experiences-title')?.focus();
            onClear();
          }}
        >
          Tout retirer
        </button>
      )}
    </div>
  );
}
