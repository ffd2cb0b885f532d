import type { Choice } from '../public-types.ts';

/** Target of the links, and the handler of a followed one. */
export interface Links {
  /** Address of the service, without a final slash. */
  readonly service: string;
  /** Null where no script runs. */
  readonly onChoose: ((choice: Choice, event: MouseEvent) => void) | null;
}

/** Address of a fiche. */
export function experienceUrl({ service }: Links, id: string): string {
  return `${service}/experiences/${encodeURIComponent(id)}`;
}

/** Click handler of a link; undefined where no script runs. */
export function whenFollowed({ onChoose }: Links, choice: Choice): ((event: MouseEvent) => void) | undefined {
  return onChoose === null ? undefined : (event) => onChoose(choice, event);
}
