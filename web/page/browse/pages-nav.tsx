interface PagesNavProps {
  /** Address of the first page, null when it is the one that is shown. */
  readonly first: string | null;
  /** Null on the last page. */
  readonly next: string | null;
}

/** From one page of a list to the next. */
export function PagesNav({ first, next }: PagesNavProps) {
  if (first === null && next === null) return null;
  return (
    <nav class="pages-nav button-row" aria-label="Pages de la liste">
      {first !== null && (
        <a class="button" href={first}>
          Revenir au début
        </a>
      )}
      {next !== null && (
        <a class="button" rel="next" href={next}>
          Page suivante
        </a>
      )}
    </nav>
  );
}
