import type { VNode } from 'preact';
import { shorten } from '../../../../src/domain/french/formats.ts';
import { SINGLE_CASE_WARNING } from '../../../../src/domain/french/labels.ts';
import type { LeverResult } from '../../../api/answers.ts';
import { count, typeset } from '../../../french/typography.ts';
import { Illustration } from '../../illustration/illustration.tsx';
import { experiencePath, leverPath } from '../../layout/addresses.ts';
import { Breakdown } from './breakdown.tsx';

interface LeverCardProps {
  readonly result: LeverResult;
  /** Parameters of the page, which lead back to it. */
  readonly asked: URLSearchParams;
  /** Experiences that the filter keeps with this lever, of all those it keeps; null without a filter. */
  readonly kept: { readonly held: number; readonly all: number } | null;
  /** Address of the answer with the experiences of this lever alone; null when it has none. */
  readonly filterAddress: string | null;
  readonly onFilter: (event: Event) => void;
  /** Buttons for an opinion. */
  readonly opinion: VNode;
}

type Supporting = LeverResult['supporting'][number];

/** Longest beginning of a title, in characters. */
const TITLE_LENGTH = 45;

/** Beginning of a title: most give a place, then its story. */
function beginningOf(title: string): string {
  return shorten(title.split(' : ')[0] ?? title, TITLE_LENGTH);
}

function Example({ example, asked }: { readonly example: Supporting; readonly asked: URLSearchParams }) {
  const { experienceId, title, what } = example;
  return (
    <p class="lever-example">
      {typeset(what)}{' '}
      <a href={experiencePath(experienceId, asked)} title={typeset(title)}>
        {typeset(beginningOf(title))}
      </a>
    </p>
  );
}

/** How many experiences used the lever; leads to them. */
function Usage({ result, kept, filterAddress, onFilter }: Omit<LeverCardProps, 'asked' | 'opinion'>) {
  const reason = result.reasons.find(({ code }) => code === 'used-by-cases' || code === 'used-further');
  const text =
    kept === null
      ? reason?.text
      : kept.held === 0
        ? undefined
        : `Utilisé dans ${kept.held} des ${count(kept.all, 'expérience retenue', 'expériences retenues')} par le filtre`;
  if (text === undefined) return null;
  if (filterAddress === null) return <span>{typeset(text)}</span>;
  return (
    <span>
      <a href={filterAddress} onClick={onFilter}>
        {typeset(text)}
        <span class="visually-hidden">&nbsp;: ne montrer qu’elles, {typeset(result.lever.label)}</span>
      </a>
    </span>
  );
}

/** Reasons that the usage and the law tell. */
const TOLD_ELSEWHERE: readonly string[] = ['used-by-cases', 'used-further'];

/** A lever: why it is there, how much it was used, who may use it, what it gave; its page has the law. */
export function LeverCard({ result, asked, opinion, ...usage }: LeverCardProps) {
  const { lever, whoMay, reasons, supporting, costs, breakdown, evidence } = result;
  const path = leverPath(lever.id, asked);
  const [example, ...examples] = supporting;
  const told = reasons.filter(({ code }) => !TOLD_ELSEWHERE.includes(code));
  return (
    <article class="lever">
      <Illustration of="lever" id={lever.id} />
      <h3>
        <a href={path}>{typeset(lever.label)}</a>
      </h3>
      <p class="lever-usage">
        {told.map(({ code, text }) => (
          <span key={code}>{typeset(text)}</span>
        ))}
        <Usage result={result} {...usage} />
        {evidence === 'single-case' && <span class="caution">{SINGLE_CASE_WARNING}</span>}
      </p>
      {example !== undefined && <Example example={example} asked={asked} />}
      {whoMay !== null && (
        <p class={`permission ${whoMay.may}`}>
          {typeset(whoMay.text)}
          {whoMay.ref !== null && <span class="quiet"> {typeset(whoMay.ref)}</span>}
        </p>
      )}
      <details class="more plus">
        <summary>
          Plus<span class="visually-hidden"> sur&nbsp;: {typeset(lever.label)}</span>
        </summary>
        <div class="plus-content">
          <p>{typeset(lever.definition)}</p>
          <p>
            <a href={path}>
              Textes, vigilance et premiers pas
              <span class="visually-hidden">&nbsp;: {typeset(lever.label)}</span>
            </a>
            {lever.reviewedBy === null && <span class="quiet"> (pas encore relus par un juriste)</span>}
          </p>
          {examples.map((each) => (
            <Example key={each.experienceId} example={each} asked={asked} />
          ))}
          {costs.length > 0 && (
            <ul class="cases" aria-label="Ordres de grandeur">
              {costs.map(({ text }) => (
                <li key={text}>
                  <a href={`${path}#ordres`}>{typeset(text)}</a>
                </li>
              ))}
            </ul>
          )}
          <Breakdown breakdown={breakdown} title="Ce qui a fait classer ce levier" />
          {opinion}
        </div>
      </details>
    </article>
  );
}
