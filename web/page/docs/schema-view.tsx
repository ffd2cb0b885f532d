import { typeset } from '../../french/typography.ts';
import type { ApiDescription, Schema } from './api-description.ts';
import { Inline } from './markdown.tsx';
import { choicesOf, limitsOf, referenceOf, typeOf, valuesOf, withoutNull } from './schema-words.ts';

function schemaId(name: string): string {
  return `objet-${name}`;
}

/** Type of a value in words; the names of schemas lead to their sections. */
export function TypeWords({ schema }: { readonly schema: Schema }) {
  return (
    <span class="schema-type">
      {typeOf(schema).map(({ words, reference }) =>
        reference === '' ? words : <a href={`#${schemaId(reference)}`}>{reference}</a>,
      )}
    </span>
  );
}

/** Values as they are written, apart. */
export function Codes({ values }: { readonly values: readonly unknown[] }) {
  return (
    <>
      {values.map((value, index) => (
        <>
          {index > 0 && ', '}
          <code>{typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}</code>
        </>
      ))}
    </>
  );
}

/** Meaning of a value, its limits, and the values it may have. */
export function Meaning({
  schema,
  description = schema.description,
  example,
}: {
  readonly schema: Schema;
  readonly description?: string | undefined;
  readonly example?: unknown;
}) {
  const limits = limitsOf(schema);
  const values = valuesOf(schema);
  const { pattern, default: usual } = withoutNull(schema);
  const facts = [
    limits.length > 0 && typeset(`Limites : ${limits.join(', ')}.`),
    values.length > 0 && (
      <>
        {typeset('Valeurs : ')}
        <Codes values={values} />
      </>
    ),
    usual !== undefined && (
      <>
        {typeset('Par défaut : ')}
        <Codes values={[usual]} />
      </>
    ),
    pattern !== undefined && (
      <>
        {typeset('Forme : ')}
        <Codes values={[pattern]} />
      </>
    ),
    example !== undefined && (
      <>
        {typeset('Exemple : ')}
        <Codes values={[example].flat()} />
      </>
    ),
  ].filter((fact) => fact !== false);
  return (
    <>
      {description !== undefined && <Inline text={description} />}
      {facts.map((fact, index) => (
        <span key={index} class="schema-fact">
          {fact}
        </span>
      ))}
    </>
  );
}

/** Objects without a name that a value is, or holds: their fields are shown in place. */
function objectsIn(schema: Schema): readonly Schema[] {
  const choices = choicesOf(schema);
  if (choices.length > 0) return choices.flatMap(objectsIn);
  if (schema.items !== undefined) return objectsIn(schema.items);
  return schema.properties === undefined ? [] : [schema];
}

/** Constant that tells one form of an object from another. */
function formOf({ properties = {} }: Schema): string | undefined {
  const constant = Object.values(properties).find(({ const: value }) => value !== undefined)?.const;
  return constant === undefined ? undefined : `« ${String(constant)} »`;
}

function Field({
  name,
  schema,
  isRequired,
}: {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}) {
  const objects = objectsIn(schema);
  return (
    <li>
      <code class="schema-name">{name}</code> <TypeWords schema={schema} />
      {!isRequired && <span class="quiet"> (peut manquer)</span>}
      <div>
        <Meaning schema={schema} />
      </div>
      {objects.map((object, index) => (
        <details key={index}>
          <summary>
            Champs de <code>{name}</code>
            {objects.length > 1 && typeset(` : ${formOf(object) ?? index + 1}`)}
          </summary>
          <Fields schema={object} />
        </details>
      ))}
    </li>
  );
}

/** Fields of an object, as a nested list. */
export function Fields({ schema }: { readonly schema: Schema }) {
  return (
    <ul class="schema">
      {Object.entries(schema.properties ?? {}).map(([name, property]) => (
        <Field
          key={name}
          name={name}
          schema={property}
          isRequired={schema.required?.includes(name) === true}
        />
      ))}
    </ul>
  );
}

/** Returns the names of the schemas that a value refers to, directly or not, each once, in reading order. */
export function namesIn(roots: readonly Schema[], schemas: ApiDescription['schemas']): readonly string[] {
  const found = new Set<string>();
  function visit(schema: Schema): void {
    const reference = referenceOf(schema);
    if (reference !== null) {
      if (found.has(reference)) return;
      found.add(reference);
      visit(schemas[reference] ?? {});
    }
    for (const part of [
      ...Object.values(schema.properties ?? {}),
      ...choicesOf(schema),
      ...[schema.items ?? []].flat(),
    ])
      visit(part);
  }
  for (const root of roots) visit(root);
  return [...found];
}

/** Section of a named schema, to which the others lead. */
export function NamedSchema({ name, schema }: { readonly name: string; readonly schema: Schema }) {
  return (
    <section class="named-schema" id={schemaId(name)} tabindex={-1} aria-labelledby={`${schemaId(name)}-nom`}>
      <h3 id={`${schemaId(name)}-nom`}>
        <code>{name}</code>
      </h3>
      {schema.properties === undefined ? (
        <p>
          <TypeWords schema={schema} /> <Meaning schema={schema} />
        </p>
      ) : (
        <>
          {schema.description !== undefined && (
            <p>
              <Inline text={schema.description} />
            </p>
          )}
          <Fields schema={schema} />
        </>
      )}
    </section>
  );
}
