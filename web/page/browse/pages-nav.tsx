import { FOLLOW_PATH } from '../layout/addresses.ts';

/** Leads to the page that follows a theme or a lever. */
export function FeedLink({
  field,
  id,
  what,
}: {
  readonly field: 'theme' | 'lever';
  readonly id: string;
  readonly what: string;
}) {
  return (
    <p class="quiet">
      <a href={`${FOLLOW_PATH}?${new URLSearchParams({ [field]: id })}`}>
        Être prévenu des nouvelles expériences de {what}
      </a>
    </p>
  );
}

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
