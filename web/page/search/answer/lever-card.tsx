import { shorten } from '../../../../src/domain/french/formats.ts';
import { SINGLE_CASE_WARNING } from '../../../../src/domain/french/labels.ts';
import type { LeverResult } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { Illustration } from '../../illustration/illustration.tsx';
import { experiencePath, leverPath } from '../../layout/addresses.ts';

interface LeverCardProps {
  readonly result: LeverResult;
  /** Uses that the cards of the answer tell already. */
  readonly told: readonly string[];
  /** Parameters of the page, which lead back to it. */
  readonly asked: URLSearchParams;
}

/** Longest beginning of a title, in characters: most give a place, then its story. */
const TITLE_LENGTH = 45;

/** Experience that proves the lever. */
function Proof({ result, told, asked }: LeverCardProps) {
  const [example] = result.supporting;
  if (example === undefined) return null;
  const { experienceId, title, what } = example;
  return (
    <>
      <dt>Déjà fait</dt>
      <dd>
        {!told.includes(what) && `${typeset(what)} `}
        <a href={experiencePath(experienceId, asked)} title={typeset(title)}>
          {typeset(shorten(title.split(' : ')[0] ?? title, TITLE_LENGTH))}
        </a>
      </dd>
    </>
  );
}

/** Whether the collectivité that asks may use the lever, where that is not plain. */
function WhoMay({ result: { whoMay, lever }, asked }: LeverCardProps) {
  if (whoMay === null || whoMay.may === 'yes') return null;
  return (
    <>
      <dt>Qui peut</dt>
      <dd class="permission">
        {typeset(`${whoMay.text} `)}
        <a href={`${leverPath(lever.id, asked)}#loi-titre`}>{typeset(whoMay.ref ?? '')}</a>
      </dd>
    </>
  );
}

/** How to begin with a lever: its first step, its caution, who may use it, who did; its page has the law. */
export function LeverAdvice(props: LeverCardProps) {
  const { result, asked } = props;
  const { lever, reasons, evidence, firstStep, watchOut } = result;
  return (
    <>
      <p class="why-line">
        {[
          ...reasons.slice(0, 1).map(({ text }) => text),
          ...(evidence === 'single-case' ? [SINGLE_CASE_WARNING] : []),
        ]
          .map(typeset)
          .join(' · ')}
      </p>
      <dl class="lever-advice">
        {firstStep !== null && (
          <>
            <dt>Premier pas</dt>
            <dd>{typeset(firstStep)}</dd>
          </>
        )}
        {watchOut !== null && (
          <>
            <dt>Attention à</dt>
            <dd>{typeset(watchOut)}</dd>
          </>
        )}
        <WhoMay {...props} />
        <Proof {...props} />
      </dl>
      <p>
        <a href={leverPath(lever.id, asked)}>
          Les textes et la suite<span class="visually-hidden">&nbsp;: {typeset(lever.label)}</span>
        </a>
      </p>
    </>
  );
}

export function OpenLever(props: LeverCardProps) {
  const { id, label } = props.result.lever;
  return (
    <article class="lever">
      <Illustration of="lever" id={id} />
      <h3>{typeset(label)}</h3>
      <LeverAdvice {...props} />
    </article>
  );
}
