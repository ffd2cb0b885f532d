interface ErrorSummaryProps {
  readonly title: string;
  /** The id of each field, its label, and its error if it has one. */
  readonly errors: readonly (readonly [id: string, label: string, error: string | null | undefined])[];
  /** Whether it takes the focus, with or without a script; true when left out. */
  readonly hasFocus?: boolean;
}

const FOCUSED = { role: 'alert', tabindex: -1, autofocus: true, 'data-focus': true } as const;

/** Errors of a form that comes back, each with a link to its field. */
export function ErrorSummary({ title, errors, hasFocus = true }: ErrorSummaryProps) {
  return (
    <div class="notice notice-failure" {...(hasFocus && FOCUSED)}>
      <h2>{title}</h2>
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
