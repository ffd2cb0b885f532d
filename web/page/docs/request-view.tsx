import { typeset } from '../../french/typography.ts';
import {
  type ApiDescription,
  groupBy,
  type Operation,
  type Parameter,
  type Schema,
} from './api-description.ts';
import { FieldTable, type TakenField } from './field-table.tsx';
import { Codes, Meaning } from './schema-view.tsx';
import { choicesOf, referenceOf, withoutNull } from './schema-words.ts';

const PLACES: Readonly<Record<Parameter['in'], string>> = {
  path: 'Dans le chemin',
  query: 'Après le « ? » de l’adresse',
  header: 'Dans les en-têtes',
  cookie: 'Dans un cookie',
};

function ParameterTables({ operation: { parameters }, schemas }: DescribedOperation) {
  return (
    <>
      {[...groupBy(parameters, ({ in: place }) => place)].map(([place, members]) => (
        <FieldTable
          key={place}
          caption={typeset(PLACES[place])}
          fields={members.map(({ required = false, schema, ...parameter }) => ({
            ...parameter,
            // The values of a named list are shown in its place.
            schema: { ...schemas[referenceOf(schema) ?? ''], ...schema },
            isRequired: required,
          }))}
        />
      ))}
    </>
  );
}

/** Fields of an object and of those it holds, each by its path: `territories[].code`. */
function fieldsOf(
  schema: Schema,
  schemas: ApiDescription['schemas'],
  prefix = '',
  within: readonly string[] = [],
): readonly TakenField[] {
  const reference = referenceOf(schema);
  if (reference !== null) {
    // A schema that holds itself is written once.
    if (within.includes(reference)) return [];
    return fieldsOf(schemas[reference] ?? {}, schemas, prefix, [...within, reference]);
  }
  if (schema.items !== undefined) return fieldsOf(schema.items, schemas, `${prefix}[]`, within);
  const choices = choicesOf(schema);
  if (choices.length > 0) return choices.flatMap((choice) => fieldsOf(choice, schemas, prefix, within));
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const named = schemas[referenceOf(withoutNull(property)) ?? ''];
    const isRequired = schema.required?.includes(key) === true;
    return [
      { name, schema: { ...named, ...property }, isRequired },
      ...fieldsOf(property, schemas, name, within),
    ];
  });
}

function BodyTable({
  types,
  schema,
  schemas,
}: {
  readonly types: readonly string[];
  readonly schema: Schema;
  readonly schemas: ApiDescription['schemas'];
}) {
  // Two forms of one object may share a field.
  const fields = new Map(fieldsOf(schema, schemas).map((field) => [field.name, field]));
  const raw = choicesOf(schema).filter(
    ({ properties, $ref }) => properties === undefined && $ref === undefined,
  );
  return (
    <>
      <p>
        {typeset(types.length > 1 ? 'Types acceptés : ' : 'Type : ')}
        <Codes values={types} />
      </p>
      {fields.size > 0 && <FieldTable caption="Champs du corps" fields={[...fields.values()]} />}
      {raw.map((choice, index) => (
        <p key={index}>
          {typeset(fields.size > 0 ? 'Ou bien : ' : '')}
          <Meaning schema={choice} />
        </p>
      ))}
    </>
  );
}

/** An operation, and the schemas that it may name. */
export interface DescribedOperation extends Pick<ApiDescription, 'schemas'> {
  readonly operation: Operation;
}

/** Body of a request; the types of content that share a schema share a table. */
function Body({ operation, schemas }: DescribedOperation) {
  const contents = Object.entries(operation.requestBody?.content ?? {});
  const ofSchema = groupBy(contents, ([, { schema }]) => JSON.stringify(schema));
  return (
    <>
      {[...ofSchema.values()].map((same) => (
        <BodyTable
          key={same[0]?.[0]}
          types={same.map(([type]) => type)}
          schema={same[0]?.[1].schema ?? {}}
          schemas={schemas}
        />
      ))}
    </>
  );
}

/** Parameters and body of an operation. */
export function RequestView({ operation, schemas }: DescribedOperation) {
  const { parameters, requestBody } = operation;
  return (
    <>
      {parameters.length > 0 && (
        <>
          <h2>Paramètres</h2>
          <ParameterTables operation={operation} schemas={schemas} />
        </>
      )}
      {requestBody !== undefined && (
        <>
          <h2>Corps de la requête</h2>
          <Body operation={operation} schemas={schemas} />
        </>
      )}
    </>
  );
}
