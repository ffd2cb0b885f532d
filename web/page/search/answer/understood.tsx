import type { ComponentChildren } from 'preact';
import { describeNeed, describeReading, quoteNeed } from '../../../../src/domain/french/describe-answer.ts';
import { joinWithAnd, nameSetAside } from '../../../../src/domain/french/formats.ts';
import type { Label, Recommendation } from '../../../api/answers.ts';
import { count, typeset } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';

interface AskLinkProps {
  readonly asked: Question;
  readonly onAsk: (question: Question) => void;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to another question, which the page answers in place. */
function AskLink({ asked, onAsk, ...link }: AskLinkProps) {
  const ask = (event: Event) => {
    event.preventDefault();
    onAsk(asked);
  };
  return <a href={`/?${writeQuestion(asked)}`} onClick={ask} {...link} />;
}

/** Needs read in the request, in one line that unfolds to what each one obtains; nothing for a single need. */
function NeedsRead({ needs }: Pick<Recommendation, 'needs'>) {
  if (needs.length < 2) return null;
  const quoted = joinWithAnd(needs.map(({ text }) => quoteNeed(text)));
  return (
    <details class="more needs-read">
      <summary>{typeset(`${count(needs.length, 'besoin lu', 'besoins lus')} : ${quoted}`)}</summary>
      <ol>
        {needs.map((need) => (
          <li key={need.number}>{typeset(describeNeed(need))}</li>
        ))}
      </ol>
    </details>
  );
}

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
      {themes.map(({ id, label }) => (
        <li key={id}>
          <AskLink
            class="chip-link"
            asked={{ ...question, themes: [...new Set([...question.themes, id])] }}
            onAsk={onAsk}
          >
            {typeset(label)}
          </AskLink>
        </li>
      ))}
    </ul>
  );
}

interface UnderstoodProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** Words understood otherwise than they are written, and a way back to the words as typed. */
export function ReadAs({ recommendation: { understood }, question, onAsk }: UnderstoodProps) {
  const sentences = describeReading(understood);
  const isTyped = question.asTyped !== '';
  if (sentences.length === 0 && !isTyped) return null;
  return (
    <p class="quiet">
      {typeset(isTyped ? 'Demande lue telle qu’elle est écrite.' : sentences.join(' '))}{' '}
      <AskLink asked={{ ...question, asTyped: isTyped ? '' : 'true' }} onAsk={onAsk}>
        {isTyped ? 'Corriger et interpréter' : 'Lire ma demande telle quelle'}
      </AskLink>
    </p>
  );
}

/** Reading of the request: its needs, the levers set aside, and how to ask better. */
export function Understood({ recommendation, question, onAsk }: UnderstoodProps) {
  const { needs, notes, hint, setAsideLevers } = recommendation;
  const advice = [...notes, ...(hint === null ? [] : [hint.text])];
  return (
    <>
      <ReadAs recommendation={recommendation} question={question} onAsk={onAsk} />
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
