import { describeNeed, markResult } from '../../../../src/domain/french/describe-answer.ts';
import { formatDate } from '../../../../src/domain/french/formats.ts';
import { nameSetAside } from '../../../../src/domain/french/sentences.ts';
import type { ExperienceResult, LeverResult, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';
import { experiencePath } from '../../layout/addresses.ts';

const SHOWN_EXPERIENCES = 5;

function leverLines({ lever, reasons }: LeverResult): readonly string[] {
  return [`- ${lever.label} : ${reasons.map(({ text }) => text).join(' ; ')}`];
}

function experienceLines(
  result: ExperienceResult,
  { needCount, origin }: { readonly needCount: number; readonly origin: string },
): readonly string[] {
  const { experience, reasons } = result;
  const { id, title, territories, year, levers, source } = experience;
  const place = territories.map(({ name }) => name).join(', ');
  const date = source.date === null ? '' : `, ${formatDate(source.date)}`;
  return [
    [`- ${title}`, ...markResult(result, needCount)].join(' · '),
    `  ${[place, year].filter(Boolean).join(', ')}`,
    `  Pourquoi : ${reasons.map(({ text }) => text).join(' ; ')}`,
    ...levers.map(({ label, what }) => `  ${label} : ${what}`),
    `  Source : ${source.title}, ${source.publisher}${date}`,
    `  ${origin}${experiencePath(id)}`,
  ];
}

/**
 * The answer as plain text, to be pasted into a note: the need, the levers, the first experiences and
 * their sources.
 * @param address of the page that shows it
 */
export function writeNote(recommendation: Recommendation, address: string): string {
  const { profile, needs, levers, setAsideLevers, experiences } = recommendation;
  const context = { needCount: needs.length, origin: new URL(address).origin };
  const chosen = [...profile.themes, ...profile.levers].map(({ label }) => label).join(', ');
  const lines = [
    `Territoire : ${profile.territory.name ?? 'non précisé'}`,
    ...(profile.priorities === '' ? [] : [`Besoin : ${profile.priorities}`]),
    ...(needs.length < 2 ? [] : needs.map((need) => `Besoin ${need.number} : ${describeNeed(need)}`)),
    ...(chosen === '' ? [] : [`Thèmes et leviers : ${chosen}`]),
    '',
    'LEVIERS',
    ...levers.flatMap(leverLines),
    ...(setAsideLevers.length === 0 ? [] : [nameSetAside(setAsideLevers)]),
    '',
    'EXPÉRIENCES',
    ...experiences.slice(0, SHOWN_EXPERIENCES).flatMap((result) => [...experienceLines(result, context), '']),
    `Détail et mises à jour : ${address}`,
  ];
  return typeset(lines.join('\n'));
}
