import type { CostRange } from '../experience/cost-ranges.ts';
import type { Experience } from '../experience/experience.ts';
import type { Lever } from '../lever/lever.ts';
import type { KindPermission } from '../lever/lever-law.ts';
import type { Level } from '../matching/relevance.ts';
import type { Profile } from '../profile/profile.ts';

export interface NoteExperience {
  readonly experience: Experience;
  readonly level: Level;
  /** Positions in `needs`. */
  readonly needs: readonly number[];
}

export interface NoteLever {
  readonly lever: Lever;
  /** Null when the kind of the collectivité, or the law of the lever, is not known. */
  readonly permission: KindPermission | null;
  readonly costs: readonly CostRange[];
}

/** Parts of an answer that a note tells. */
export interface NoteAnswer {
  readonly id: string;
  readonly profile: Profile;
  readonly isCut: boolean;
  readonly needs: readonly { readonly text: string; readonly level: Level | null }[];
  readonly experiences: readonly NoteExperience[];
  readonly costs: readonly CostRange[];
  readonly levers: readonly NoteLever[];
  readonly setAside: readonly { readonly lever: Lever; readonly words: readonly string[] }[];
  readonly total: number;
}

/** Ids of what a person keeps of an answer; null leaves the choice to `keepChosen`. */
export interface NoteChoice {
  readonly experiences: readonly string[] | null;
  readonly levers: readonly string[] | null;
}

/** Kept results, in the order of the answer. */
export interface Kept {
  readonly experiences: readonly NoteExperience[];
  readonly levers: readonly NoteLever[];
  /** Chosen ids that the answer does not have. */
  readonly missing: readonly string[];
}

const MOST_EXPERIENCES = 5;
const MOST_LEVERS = 3;

function keep<T>(results: readonly T[], idOf: (result: T) => string, chosen: readonly string[]) {
  const ids = new Set(results.map(idOf));
  return {
    kept: results.filter((result) => chosen.includes(idOf(result))),
    missing: chosen.filter((id) => !ids.has(id)),
  };
}

/**
 * Keeps the chosen results; without a choice, the first five close experiences, or the first five when none is close, and
 * the first three levers.
 */
export function keepChosen(answer: NoteAnswer, choice: NoteChoice): Kept {
  const close = answer.experiences.filter(({ level }) => level === 'close');
  const first = (close.length > 0 ? close : answer.experiences).slice(0, MOST_EXPERIENCES);
  const idOfCase = ({ experience }: NoteExperience) => experience.id;
  const idOfLever = ({ lever }: NoteLever) => lever.id;
  const cases = keep(answer.experiences, idOfCase, choice.experiences ?? first.map(idOfCase));
  const firstLevers = answer.levers.slice(0, MOST_LEVERS).map(idOfLever);
  const levers = keep(answer.levers, idOfLever, choice.levers ?? firstLevers);
  return {
    experiences: cases.kept,
    levers: levers.kept,
    missing: [...cases.missing, ...levers.missing],
  };
}
