import type { Recommendation } from '../../api/answers.ts';

/** Ids of the experiences and levers that a note cites. */
export interface Kept {
  readonly experiences: readonly string[];
  readonly levers: readonly string[];
}

const PARAMETERS = { experiences: 'experience', levers: 'lever' } as const;

/** Keeps nothing by itself: the service takes an empty parameter for one left out. */
export const NOTHING_KEPT = 'none';

const MOST_EXPERIENCES = 5;
const MOST_LEVERS = 3;

/** Selection of the address; null where it has none. */
function readChoice(parameters: URLSearchParams, name: string): readonly string[] | null {
  if (!parameters.has(name)) return null;
  return parameters
    .getAll(name)
    .flatMap((value) => value.split(',').filter((id) => id !== '' && id !== NOTHING_KEPT));
}

/** Reads the selection of the address, or what the service keeps without one. */
export function readKept(parameters: URLSearchParams, { experiences, levers }: Recommendation): Kept {
  const close = experiences.filter(({ level }) => level === 'close');
  const first = (close.length > 0 ? close : experiences).slice(0, MOST_EXPERIENCES);
  return {
    experiences:
      readChoice(parameters, PARAMETERS.experiences) ?? first.map(({ experience }) => experience.id),
    levers:
      readChoice(parameters, PARAMETERS.levers) ?? levers.slice(0, MOST_LEVERS).map(({ lever }) => lever.id),
  };
}

/** Parameters of a selection. */
export function writeKept({ experiences, levers }: Kept): URLSearchParams {
  return new URLSearchParams([
    [PARAMETERS.experiences, [NOTHING_KEPT, ...experiences].join(',')],
    [PARAMETERS.levers, [NOTHING_KEPT, ...levers].join(',')],
  ]);
}
