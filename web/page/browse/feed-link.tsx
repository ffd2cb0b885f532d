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
