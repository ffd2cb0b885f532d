import type { ComponentChildren } from 'preact';

interface MenuProps {
  /** Name, for screen readers. */
  readonly label: string;
  readonly links: readonly { readonly path: string; readonly label: ComponentChildren }[];
  /** Path of the page; none of the links when it is not among them. */
  readonly current?: string | null | undefined;
  readonly class?: string;
}

/** A list of links, which says the one of the page. */
export function Menu({ label, links, current, class: look }: MenuProps) {
  return (
    <nav class={look} aria-label={label}>
      <ul>
        {links.map(({ path, label: name }) => (
          <li key={path}>
            <a href={path} aria-current={path === current ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
