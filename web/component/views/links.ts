import type { Choice } from '../public-types.ts';

/** Where the links lead, and who is told when one is followed. */
export interface Links {
  /** Address of the service, without a final slash. */
  readonly service: string;
  /** Null where no script runs. */
  readonly onChoose: ((choice: Choice, event: MouseEvent) => void) | null;
}

/** The handler of a link, for what it leads to. */
export function whenFollowed({ onChoose }: Links, choice: Choice): ((event: MouseEvent) => void) | undefined {
  return onChoose === null ? undefined : (event) => onChoose(choice, event);
}
