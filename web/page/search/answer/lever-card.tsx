import type { VNode } from 'preact';
import { TOO_FEW_FIGURES } from '../../../../src/domain/french/describe-costs.ts';
import { SINGLE_CASE_WARNING } from '../../../../src/domain/french/labels.ts';
import type { LeverResult } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { experiencePath, leverPath } from '../../layout/addresses.ts';
import { LegalBasis } from '../../lever/legal-basis.tsx';
import { Breakdown } from './breakdown.tsx';

interface LeverCardProps {
  readonly result: LeverResult;
  /** Buttons for an opinion. */
  readonly opinion: VNode;
}

/** A lever: reasons, legal basis, warning and examples. */
export function LeverCard({ result, opinion }: LeverCardProps) {
  const { lever, reasons, supporting, costs, breakdown, evidence } = result;
  return (
    <article class="card lever">
      <h4>
        <a href={leverPath(lever.id)}>{typeset(lever.label)}</a>
      </h4>
      <p>{typeset(lever.definition)}</p>
      <ul class="reasons" aria-label="Pourquoi ce levier">
        {reasons.map(({ code, text }) => (
          <li key={code}>{typeset(text)}</li>
        ))}
        {evidence === 'single-case' && <li class="caution">{SINGLE_CASE_WARNING}</li>}
      </ul>
      <details class="more">
        <summary>
          Cadre légal, vigilance et exemples
          <span class="visually-hidden">&nbsp;: {typeset(lever.label)}</span>
        </summary>
        {lever.legalBasis.length > 0 && (
          <>
            <h5>Cadre légal</h5>
            <LegalBasis legalBasis={lever.legalBasis} />
          </>
        )}
        {lever.watchOut !== null && (
          <>
            <h5>Point de vigilance</h5>
            <p>{typeset(lever.watchOut)}</p>
          </>
        )}
        <h5>Ordres de grandeur</h5>
        {costs.length === 0 ? (
          <p class="quiet">{TOO_FEW_FIGURES}</p>
        ) : (
          <ul class="cases">
            {costs.map(({ text }) => (
              <li key={text}>
                <a href={`${leverPath(lever.id)}#ordres`}>{typeset(text)}</a>
              </li>
            ))}
          </ul>
        )}
        <h5>Qui s’en est servi</h5>
        <ul class="cases">
          {supporting.map(({ experienceId, title, what }) => (
            <li key={experienceId}>
              <a href={experiencePath(experienceId)}>{typeset(title)}</a>
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
