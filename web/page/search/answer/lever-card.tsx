import type { VNode } from 'preact';
import { TOO_FEW_FIGURES } from '../../../../src/domain/french/describe-costs.ts';
import { SINGLE_CASE_WARNING } from '../../../../src/domain/french/labels.ts';
import type { LeverResult } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { type Question, writeQuestion } from '../../../question/question.ts';
import { experiencePath, leverPath } from '../../layout/addresses.ts';
import { Breakdown } from './breakdown.tsx';

interface LeverCardProps {
  readonly result: LeverResult;
  readonly question: Question;
  /** Buttons for an opinion. */
  readonly opinion: VNode;
}

/** A lever: who may use it, why it is proposed, and examples; its page has the law. */
export function LeverCard({ result, question, opinion }: LeverCardProps) {
  const { lever, whoMay, reasons, supporting, costs, breakdown, evidence } = result;
  const path = leverPath(lever.id, writeQuestion(question));
  return (
    <article class="card lever">
      <h4>
        <a href={path}>{typeset(lever.label)}</a>
      </h4>
      {whoMay !== null && (
        <p class={`permission ${whoMay.may}`}>
          {typeset(whoMay.text)}
          {whoMay.ref !== null && <span class="quiet"> {typeset(whoMay.ref)}</span>}
        </p>
      )}
      <p>{typeset(lever.definition)}</p>
      <ul class="reasons" aria-label="Pourquoi ce levier">
        {reasons.map(({ code, text }) => (
          <li key={code} class={code === 'limited' ? 'caution' : undefined}>
            {typeset(text)}
          </li>
        ))}
        {evidence === 'single-case' && <li class="caution">{SINGLE_CASE_WARNING}</li>}
      </ul>
      <p>
        <a href={path}>
          Textes, vigilance et premiers pas
          <span class="visually-hidden">&nbsp;: {typeset(lever.label)}</span>
        </a>
        {lever.reviewedBy === null && <span class="quiet"> (pas encore relus par un juriste)</span>}
      </p>
      <details class="more">
        <summary>
          Exemples et détail
          <span class="visually-hidden">&nbsp;: {typeset(lever.label)}</span>
        </summary>
        <h5>Ordres de grandeur</h5>
        {costs.length === 0 ? (
          <p class="quiet">{TOO_FEW_FIGURES}</p>
        ) : (
          <ul class="cases">
            {costs.map(({ text }) => (
              <li key={text}>
                <a href={`${path}#ordres`}>{typeset(text)}</a>
              </li>
            ))}
          </ul>
        )}
        <h5>Qui s’en est servi</h5>
        <ul class="cases">
          {supporting.map(({ experienceId, title, what }) => (
            <li key={experienceId}>
              <a href={experiencePath(experienceId, writeQuestion(question))}>{typeset(title)}</a>
              <span>{typeset(what)}</span>
            </li>
          ))}
        </ul>
        <Breakdown breakdown={breakdown} title="Ce qui a fait classer ce levier" />
      </details>
      {opinion}
    </article>
  );
}
