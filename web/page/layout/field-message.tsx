/** Error of a field, tied to it by `aria-describedby`. */
export function FieldMessage({ id, error }: { readonly id: string; readonly error: string | null }) {
  if (error === null) return null;
  return (
    <p class="field-error" id={id} aria-live="polite">
      <span class="visually-hidden">Erreur&nbsp;: </span>
      {error}
    </p>
  );
}
