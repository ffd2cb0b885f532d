import type { ComponentChildren } from 'preact';
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

interface ServiceLinkProps {
  readonly href: string;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly children: ComponentChildren;
}

/**
 * A link to the service, in a new tab and labelled so: visitors keep their page and what they typed in it, and
 * the service refuses to be shown inside another page.
 */
export function ServiceLink({ href, onClick, children }: ServiceLinkProps) {
  return (
    <a part="link" href={href} target="_blank" rel="noopener" onClick={onClick}>
      {children}
      <span class="e-hidden"> (nouvel onglet)</span>
    </a>
  );
}
