import { nameSetAside } from '../../../../src/domain/french/formats.ts';
import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import type { Question } from '../../../question/question.ts';
import { NeedsRead } from './needs-read.tsx';
import { PutAside } from './put-aside.tsx';
import { ThemeSuggestions } from './theme-suggestions.tsx';

interface UnderstoodProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** Reading of the request: its needs, the levers set aside, and how to ask better. */
export function Understood({ recommendation, question, onAsk }: UnderstoodProps) {
  const { needs, notes, hint, setAsideLevers } = recommendation;
  const advice = [...notes, ...(hint === null ? [] : [hint.text])];
  return (
    <>
      <NeedsRead needs={needs} />
      {setAsideLevers.length > 0 && <p class="quiet">{typeset(nameSetAside(setAsideLevers))}</p>}
      <PutAside question={question} onAsk={onAsk} />
      {advice.length > 0 && (
        <div class="advice" role="status">
          {advice.map((text) => (
            <p key={text}>{typeset(text)}</p>
          ))}
          <ThemeSuggestions themes={hint?.themes ?? []} question={question} onAsk={onAsk} />
        </div>
      )}
    </>
  );
}
