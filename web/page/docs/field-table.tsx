import { Fragment } from 'preact';
import type { Schema } from './api-description.ts';
import { Meaning } from './schema-view.tsx';
import { typeOf } from './schema-words.ts';

/** Value that a request takes. */
export interface TakenField {
  /** Path in the body (`territories[].code`), or name of a parameter. */
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly description?: string | undefined;
  readonly example?: unknown;
}

/** A path that breaks after its dots alone. */
function Path({ path }: { readonly path: string }) {
  return (
    <code>
      {path.split(/(?<=\.)/).map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}

/** Name and type of a field, without links: the fields of the object that it names are rows too. */
function NameCell({ name, schema, isRequired }: TakenField) {
  return (
    <th scope="row">
      <Path path={name} />
      <span class="schema-fact">
        {typeOf(schema)
          .map(({ words, reference }) => words || reference)
          .join('')}
      </span>
      {isRequired && <strong class="required">obligatoire</strong>}
    </th>
  );
}

/** Table of what a request takes, in two columns that fit on a telephone. */
export function FieldTable({
  caption,
  fields,
}: {
  readonly caption: string;
  readonly fields: readonly TakenField[];
}) {
  return (
    <section class="reference-table field-table" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Nom et type</th>
            <th scope="col">Ce qu’il dit</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <NameCell {...field} />
              <td>
                <Meaning schema={field.schema} description={field.description} example={field.example} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
