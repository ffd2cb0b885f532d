import { SINGLE_CASE_WARNING } from '../../../src/domain/french/labels.ts';
import type { LeverResult } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import type { HeadingLevel } from '../settings.ts';
import { Heading } from './heading.tsx';
import { type Links, ServiceLink, whenFollowed } from './service-link.tsx';

interface LeverItemProps {
  readonly result: LeverResult;
  readonly links: Links;
  readonly level: HeadingLevel;
}

/** A lever in short: its name, its first step, why it is proposed, and the condition on the collectivité that asks. */
export function LeverItem({ result, links, level }: LeverItemProps) {
  const { lever, whoMay, reasons, evidence, firstStep } = result;
  const url = `${links.service}/leviers/${encodeURIComponent(lever.id)}`;
  const [reason] = reasons;
  const said = [
    ...(reason === undefined ? [] : [`${reason.text}.`]),
    ...(whoMay === null || whoMay.may === 'yes' ? [] : [whoMay.text]),
    ...(evidence === 'single-case' ? [SINGLE_CASE_WARNING] : []),
  ];
  return (
    <li class="e-item e-lever" part="item">
      <Heading level={level} under={2}>
        <ServiceLink href={url} onClick={whenFollowed(links, { kind: 'lever', url, result })}>
          {typeset(lever.label)}
        </ServiceLink>
      </Heading>
      {firstStep !== null && <p>{typeset(`Premier pas : ${firstStep}`)}</p>}
      <p class="e-soft">{typeset(said.join(' '))}</p>
    </li>
  );
}
