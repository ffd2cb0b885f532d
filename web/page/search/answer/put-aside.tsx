import { count } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';

interface PutAsideProps {
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** Count of the excluded experiences, and a button that restores them. */
export function PutAside({ question, onAsk }: PutAsideProps) {
  const { exclude } = question;
  if (exclude.length === 0) return null;
  return (
    <p class="quiet">
      {count(exclude.length, 'expérience écartée', 'expériences écartées')}{' '}
      <button type="button" class="link needs-script" onClick={() => onAsk({ ...question, exclude: [] })}>
        Tout remettre
      </button>
    </p>
  );
}
