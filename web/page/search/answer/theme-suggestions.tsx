import type { Label } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';

interface ThemeSuggestionsProps {
  readonly themes: readonly Label[];
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** The same question, narrowed by a theme. */
export function ThemeSuggestions({ themes, question, onAsk }: ThemeSuggestionsProps) {
  if (themes.length === 0) return null;
  return (
    <ul class="suggestions">
      {themes.map(({ id, label }) => {
        const narrowed = { ...question, themes: [...new Set([...question.themes, id])] };
        return (
          <li key={id}>
            <a
              class="chip-link"
              href={`/?${writeQuestion(narrowed)}`}
              onClick={(event) => {
                event.preventDefault();
                onAsk(narrowed);
              }}
            >
              {typeset(label)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
