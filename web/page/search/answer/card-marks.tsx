import { nameLevel } from '../../../../src/domain/french/describe-answer.ts';
import { shorten } from '../../../../src/domain/french/formats.ts';
import type { ExperienceResult, Recommendation } from '../../../api/answers.ts';
import { typeset } from '../../../french/typography.ts';

/** Longest words of a need on a card, in characters. */
const NEED_LENGTH = 60;

interface CardMarksProps {
  readonly result: Pick<ExperienceResult, 'level' | 'needs'>;
  readonly needs: Recommendation['needs'];
}

/** Needs that the experience meets, among several, and its level when it is not close. */
export function CardMarks({ result, needs }: CardMarksProps) {
  const met = needs.length < 2 ? [] : needs.filter(({ number }) => result.needs.includes(number));
  if (met.length === 0 && result.level === 'close') return null;
  return (
    <ul class="marks">
      {met.map(({ number, text }) => (
        <li key={number}>
          {`Besoin\u00a0${number}`}
          {text !== '' && typeset(` : ${shorten(text.replace(/[\s.,;:?!]+$/, ''), NEED_LENGTH)}`)}
        </li>
      ))}
      {result.level !== 'close' && <li class="mark-level">{nameLevel(result.level)}</li>}
    </ul>
  );
}
