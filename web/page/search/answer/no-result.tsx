import type { ComponentChildren, VNode } from 'preact';
import type { Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { FOLLOW_PATH } from '../../layout/addresses.ts';
import type { Taxonomy } from '../data/search-data.ts';
import { ReadAs, ThemeSuggestions } from './understood.tsx';

interface NoResultProps {
  readonly recommendation: Recommendation;
  readonly question: Question;
  readonly taxonomy: Taxonomy;
  readonly onAsk: (question: Question) => void;
  /** Opens a message to the network. */
  readonly peerLink: VNode;
  /** Offer to entrust the question. */
  readonly children: ComponentChildren;
}

/** Advice for a question off the subject, or that no experience is near enough to. */
export function NoResult(props: NoResultProps) {
  const { recommendation, question, taxonomy, onAsk, peerLink, children } = props;
  const { hint, notes } = recommendation;
  const isNarrowed = hint !== null && hint.themes.length > 0;
  return (
    <div class="no-result" role="status">
      <h2 tabindex={-1} data-focus>
        Aucun résultat
      </h2>
      {notes.map((note) => (
        <p key={note}>{typeset(note)}</p>
      ))}
      <p>
        {hint === null ? 'Dites vos priorités avec d’autres mots, ou partez d’un thème.' : typeset(hint.text)}
      </p>
      <ReadAs recommendation={recommendation} question={question} onAsk={onAsk} />
      {hint !== null && hint.questions.length > 0 && (
        <>
          <h3>Des expériences de la base, pour voir</h3>
          <ul class="plain-list">
            {hint.questions.map((priorities) => (
              <li key={priorities}>
                <a href={`/?${writeQuestion({ ...question, priorities })}`}>{typeset(priorities)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{isNarrowed ? 'Thème le plus en rapport' : 'Partir d’un thème'}</h3>
      <ThemeSuggestions
        themes={isNarrowed ? hint.themes : taxonomy.themes}
        question={{ ...question, priorities: '' }}
        onAsk={onAsk}
      />
      <p>
        Vous pouvez aussi parcourir les expériences <a href="/themes">par thème</a> ou{' '}
        <a href="/leviers">par levier</a>, ou{' '}
        <a href={`${FOLLOW_PATH}?${writeQuestion(question)}`}>suivre les nouvelles expériences</a>.
      </p>
      {peerLink}
      {children}
    </div>
  );
}
