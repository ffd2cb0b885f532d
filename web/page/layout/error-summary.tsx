interface ErrorSummaryProps {
  readonly title: string;
  /** The id of each field, its label, and its error if it has one. */
  readonly errors: readonly (readonly [id: string, label: string, error: string | null | undefined])[];
}

/** Errors of a form that comes back, each with a link to its field. It takes the focus, with or without a script. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  return (
    <div class="notice notice-failure" role="alert" tabindex={-1} autofocus data-focus>
      <p>{title}</p>
      <ul>
        {errors.map(
          ([id, label, error]) =>
            error && (
              <li key={id}>
                <a href={`#${id}`}>{`${label}\u00a0: ${error}`}</a>
              </li>
            ),
        )}
      </ul>
    </div>
  );
}
