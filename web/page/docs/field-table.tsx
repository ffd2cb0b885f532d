import { Fragment } from 'preact';
import { ReferenceTable } from '../integration/reference-table.tsx';
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
  const type = typeOf(schema).map(({ words, reference }) => words || reference);
  return (
    <>
      <Path path={name} />
      <span class="schema-fact">{type.join('')}</span>
      {isRequired && <strong class="required">obligatoire</strong>}
    </>
  );
}

interface FieldTableProps {
  readonly caption: string;
  readonly fields: readonly TakenField[];
}

/** Table of what a request takes, in two columns that fit on a telephone. */
export function FieldTable({ caption, fields }: FieldTableProps) {
  return (
    <ReferenceTable
      class="field-table"
      caption={caption}
      head={['Nom et type', 'Ce qu’il dit']}
      rows={fields.map((field) => [<NameCell {...field} />, <Meaning {...field} />])}
    />
  );
}
