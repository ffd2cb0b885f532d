import type { VNode } from 'preact';
import { splitFigure } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { Marks } from '../../../question/marks.tsx';
import { Passage } from '../../../question/passage.tsx';
import { Places } from '../../../question/places.tsx';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { LeverUses } from '../../experience/lever-uses.tsx';
import { SourceLine } from '../../experience/source-line.tsx';
import { experiencePath } from '../../layout/addresses.ts';
import { Breakdown } from './breakdown.tsx';

/** Codes of what to know before trusting a fiche; the other reasons speak for it. */
const LIFE: readonly string[] = ['state', 'age'];

interface ExperienceCardProps {
  readonly result: ExperienceResult;
  readonly question: Question;
  /** Needs of the request. */
  readonly needCount: number;
  readonly isCompared: boolean;
  /** Whether the comparison has room for one more. */
  readonly canCompare: boolean;
  readonly onCompare: () => void;
  readonly onExclude: () => void;
  /** Buttons for an opinion. */
  readonly opinion: VNode;
}

/** An experience: place, reasons, quoted sentence, and levers used. */
export function ExperienceCard({
  result,
  question,
  needCount,
  isCompared,
  canCompare,
  onCompare,
  onExclude,
  opinion,
}: ExperienceCardProps) {
  const { rank, experience, reasons, evidence, breakdown } = result;
  const { id, title, levers, figures } = experience;
  const shownTitle = typeset(title);
  return (
    <article class="card experience">
      <h4>
        <span class="rank">{rank}</span>
        <a href={experiencePath(id, writeQuestion(question))}>{shownTitle}</a>
      </h4>
      <Marks result={result} needCount={needCount} />
      <Places experience={experience} />
      <ul class="reasons" aria-label="Pourquoi cette expérience">
        {reasons.map(({ code, text }) => (
          <li key={code} class={LIFE.includes(code) ? 'neutral' : undefined}>
            {typeset(text)}
          </li>
        ))}
      </ul>
      {evidence !== null && <Passage evidence={evidence} />}
      <h5>Ce que la collectivité a fait</h5>
      <LeverUses levers={levers} />
      {figures.length > 0 && (
        <ul class="figures" aria-label="Chiffres clés">
          {figures.map(splitFigure).map(({ measure, label }) => (
            <li key={label}>
              <b>{typeset(measure)}</b> {typeset(label)}
            </li>
          ))}
        </ul>
      )}
      <SourceLine source={experience.source} />
      <details class="more">
        <summary>
          Détail du classement<span class="visually-hidden">&nbsp;: {shownTitle}</span>
        </summary>
        <Breakdown breakdown={breakdown} title="Ce qui a fait classer cette expérience" />
      </details>
      <div class="actions">
        <a href={`${experiencePath(id)}#proches`}>
          Expériences proches<span class="visually-hidden"> de : {shownTitle}</span>
        </a>
        <label class="compare needs-script">
          <input
            type="checkbox"
            checked={isCompared}
            disabled={!isCompared && !canCompare}
            onChange={onCompare}
          />
          Comparer<span class="visually-hidden">&nbsp;: {shownTitle}</span>
        </label>
        <button type="button" class="link needs-script" onClick={onExclude}>
          Ne plus montrer<span class="visually-hidden">&nbsp;: {shownTitle}</span>
        </button>
      </div>
      {opinion}
    </article>
  );
}
