import type { ComponentChildren } from 'preact';
import { typeset } from '../../../french/typography.ts';

/** Recipes of one kind of site. */
export interface RecipesProps {
  /** Public origin of the service. */
  readonly origin: string;
}

interface RecipeProps {
  readonly title: string;
  /** Role that can follow it on the other site. */
  readonly who: string;
  readonly children: ComponentChildren;
}

/** A way to show the service on another site, and who can set it up there. */
export function Recipe({ title, who, children }: RecipeProps) {
  return (
    <section class="recipe">
      <h3>{typeset(title)}</h3>
      <p class="recipe-who">{typeset(who)}</p>
      {children}
    </section>
  );
}

/** Lines to paste or to write in a file. */
export function Code({ children }: { readonly children: string }) {
  return (
    <pre class="code">
      <code>{children}</code>
    </pre>
  );
}
