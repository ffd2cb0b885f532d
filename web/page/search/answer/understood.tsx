import type { ComponentChildren } from 'preact';
import { describeNeed, describeReading, quoteNeed } from '../../../../src/domain/french/describe-answer.ts';
import { nameSetAside } from '../../../../src/domain/french/formats.ts';
import type { Label, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { formPath } from '../../layout/addresses.ts';
import { writeAsked } from '../data/address.ts';
import type { SearchData } from '../data/search-data.ts';

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

interface ReadProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly onAsk: (question: Question) => void;
}

/** Needs read in the request, each on a line from which it can be taken out; nothing for a single need. */
function NeedsRead({ recommendation, question, onAsk }: ReadProps) {
  const { needs } = recommendation;
  if (needs.length < 2) return null;
  const { setAside, conditions } = recommendation.understood;
  // A refusal or a condition is in no need: the words that tell it stay.
  const tellsMore = setAside.length + conditions.length + recommendation.setAsideLevers.length > 0;
  const without = ({ number, text }: (typeof needs)[number]) =>
    tellsMore && question.priorities.includes(text)
      ? question.priorities.replace(text, '').replace(/^[\s,;.]+|[\s,;]+$/g, '')
      : needs.flatMap((other) => (other.number === number ? [] : other.text)).join('\n');
  return (
    <ol class="needs-read">
      {needs.map((need) => (
        <li key={need.number}>
          {typeset(need.level === null ? describeNeed(need) : quoteNeed(need.text))}{' '}
          <AskLink asked={{ ...question, priorities: without(need) }} onAsk={onAsk}>
            Retirer<span class="visually-hidden"> le besoin {need.number}</span>
          </AskLink>
        </li>
      ))}
    </ol>
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

/** Words understood otherwise than they are written, and a way back to the words as typed. */
export function ReadAs({ recommendation: { understood }, question, onAsk }: ReadProps) {
  const sentences = describeReading(understood);
  const isTyped = question.asTyped !== '';
  if (sentences.length === 0 && !isTyped) return null;
  return (
    <p>
      {typeset(isTyped ? 'Demande lue telle qu’elle est écrite.' : sentences.join(' '))}{' '}
      <AskLink asked={{ ...question, asTyped: isTyped ? '' : 'true' }} onAsk={onAsk}>
        {isTyped ? 'Corriger et interpréter' : 'Lire ma demande telle quelle'}
      </AskLink>
    </p>
  );
}

interface UnderstoodProps {
  readonly recommendation: Recommendation;
  readonly data: SearchData;
  readonly onAsk: (question: Question) => void;
  /** Opens the form on its priorities. */
  readonly onAddNeed: (event: Event) => void;
}

/** Reading of the request: its needs, the levers set aside, and how to ask better. */
export function Understood({ recommendation, data, onAsk, onAddNeed }: UnderstoodProps) {
  const { notes, hint, setAsideLevers } = recommendation;
  const { question } = data;
  const advice = [...notes, ...(hint === null ? [] : [hint.text])];
  return (
    <>
      {setAsideLevers.length > 0 && <p class="quiet">{typeset(nameSetAside(setAsideLevers))}</p>}
      <NeedsRead recommendation={recommendation} question={question} onAsk={onAsk} />
      <div class="reading">
        <ReadAs recommendation={recommendation} question={question} onAsk={onAsk} />
        {question.priorities !== '' && (
          <a href={formPath(writeAsked(data), 'priorites')} onClick={onAddNeed}>
            + un autre besoin
          </a>
        )}
      </div>
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
