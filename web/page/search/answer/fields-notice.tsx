/** Notice above the results while a field of the form is invalid. */
export function FieldsNotice() {
  return (
    <div class="notice">
      <h2>Il manque une précision</h2>
      <p>Le formulaire dit laquelle. Complétez-le, puis relancez la recherche.</p>
    </div>
  );
}
