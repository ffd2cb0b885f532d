import type { ComponentChildren } from 'preact';

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
