import type { SearchData } from '../data/search-data.ts';
import { listErrors } from '../form/field-errors.ts';

/** Summary of the errors of the form; each one leads to its field. */
export function FieldsNotice({ data }: { readonly data: SearchData }) {
  return (
    <div class="notice">
      <h2>À corriger dans le formulaire</h2>
      <ul>
        {listErrors(data).map(({ id, label, error }) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>&nbsp;: {error}
          </li>
        ))}
      </ul>
    </div>
  );
}
