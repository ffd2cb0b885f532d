import { defaultChoice } from '../../../src/domain/note/note-answer.ts';
import type { Recommendation } from '../../api/answers.ts';

/** Ids of the experiences and levers that a note cites. */
export interface Kept {
  readonly experiences: readonly string[];
  readonly levers: readonly string[];
}

const PARAMETERS = { experiences: 'experience', levers: 'lever' } as const;

/** Keeps nothing by itself: the service refuses an empty parameter. */
export const NOTHING_KEPT = 'none';

/** Selection of the address; null where it has none. */
function readChoice(parameters: URLSearchParams, name: string): readonly string[] | null {
  if (!parameters.has(name)) return null;
  return parameters
    .getAll(name)
    .flatMap((value) => value.split(',').filter((id) => id !== '' && id !== NOTHING_KEPT));
}

/** Reads the selection of the address, or what the service keeps without one. */
export function readKept(parameters: URLSearchParams, answer: Recommendation): Kept {
  const first = defaultChoice(answer);
  return {
    experiences:
      readChoice(parameters, PARAMETERS.experiences) ??
      first.experiences.map(({ experience }) => experience.id),
    levers: readChoice(parameters, PARAMETERS.levers) ?? first.levers.map(({ lever }) => lever.id),
  };
}

/** Parameters of a selection. */
export function writeKept({ experiences, levers }: Kept): URLSearchParams {
  return new URLSearchParams([
    [PARAMETERS.experiences, [NOTHING_KEPT, ...experiences].join(',')],
    [PARAMETERS.levers, [NOTHING_KEPT, ...levers].join(',')],
  ]);
}
