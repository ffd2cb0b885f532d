import type { Experience } from '../experience/experience.ts';
import type { Lever } from '../lever/lever.ts';
import type { KindPermission } from '../lever/lever-law.ts';
import type { Level } from '../matching/level.ts';
import type { Profile } from '../profile/profile.ts';

const MOST_EXPERIENCES = 3;
const MOST_LEVERS = 2;

/**
 * Results that a note keeps when no one chose, as many as two pages hold: the first three close experiences, or the
 * first three when none is close, and the first two levers.
 */
export function defaultChoice<E extends { readonly level: Level }, L>(answer: {
  readonly experiences: readonly E[];
  readonly levers: readonly L[];
}): { readonly experiences: readonly E[]; readonly levers: readonly L[] } {
  const close = answer.experiences.filter(({ level }) => level === 'close');
  return {
    experiences: (close.length > 0 ? close : answer.experiences).slice(0, MOST_EXPERIENCES),
    levers: answer.levers.slice(0, MOST_LEVERS),
  };
}

export interface NoteExperience {
  readonly experience: Experience;
  readonly level: Level;
  /** Positions in `needs`. */
  readonly needs: readonly number[];
  /** Sentence of the story that answers the request; null when none does. */
  readonly evidence: { readonly passage: string } | null;
}

export interface NoteLever {
  readonly lever: Lever;
  /** Null when the kind of the collectivité, or the law of the lever, is not known. */
  readonly permission: KindPermission | null;
  /** Experiences that use it, best first, cited or not. */
  readonly supporting: readonly {
    readonly experienceId: string;
    readonly title: string;
    readonly what: string;
  }[];
}

/** Parts of an answer that a note tells. */
export interface NoteAnswer {
  readonly profile: Profile;
  readonly understood: { readonly text: string };
  readonly isCut: boolean;
  readonly needs: readonly { readonly text: string; readonly level: Level | null }[];
  readonly experiences: readonly NoteExperience[];
  readonly levers: readonly NoteLever[];
  readonly setAside: readonly { readonly lever: Lever; readonly words: readonly string[] }[];
  readonly total: number;
}

/** Ids of what a person keeps of an answer; null leaves the choice to `defaultChoice`. */
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

function keep<T>(results: readonly T[], idOf: (result: T) => string, chosen: readonly string[]) {
  const ids = new Set(results.map(idOf));
  return {
    kept: results.filter((result) => chosen.includes(idOf(result))),
    missing: chosen.filter((id) => !ids.has(id)),
  };
}

/** Keeps the chosen results; without a choice, those of `defaultChoice`. */
export function keepChosen(answer: NoteAnswer, choice: NoteChoice): Kept {
  const first = defaultChoice(answer);
  const idOfCase = ({ experience }: NoteExperience) => experience.id;
  const idOfLever = ({ lever }: NoteLever) => lever.id;
  const cases = keep(answer.experiences, idOfCase, choice.experiences ?? first.experiences.map(idOfCase));
  const levers = keep(answer.levers, idOfLever, choice.levers ?? first.levers.map(idOfLever));
  // A case that someone left out proves nothing.
  const leftOut = first.experiences.map(idOfCase).filter((id) => choice.experiences?.includes(id) === false);
  return {
    experiences: cases.kept,
    levers: levers.kept.map((lever) => ({
      ...lever,
      supporting: lever.supporting.filter(({ experienceId }) => !leftOut.includes(experienceId)),
    })),
    missing: [...cases.missing, ...levers.missing],
  };
}
