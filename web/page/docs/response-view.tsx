import { typeset } from '../../french/typography.ts';
import { ReferenceTable } from '../integration/reference-table.tsx';
import type { Operation, Response } from './api-description.ts';
import { CodeBlock } from './code-block.tsx';
import { Inline } from './markdown.tsx';
import { Fields, Meaning, TypeWords } from './schema-view.tsx';

const FIRST_ERROR = '400';
/** Status of the document for the failures that every route may have. */
const ANY_OTHER = 'default';
const IS_ERROR_CODE = /^[a-z]+(?:-[a-z]+)*$/;

/** Answers of an operation by status; those that are errors, or the others. */
function answersOf({ responses }: Operation, areErrors: boolean): readonly (readonly [string, Response])[] {
  return Object.entries(responses).filter(([status]) => status >= FIRST_ERROR === areErrors);
}

/** Returns the schemas of the answers that are not errors. */
export function answeredSchemas(operation: Operation) {
  return answersOf(operation, false).flatMap(([, { content }]) =>
    Object.values(content).flatMap(({ schema }) => schema ?? []),
  );
}

function FoldedExample({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <details class="more">
      <summary>{title}</summary>
      <CodeBlock label={title} code={typeof value === 'string' ? value : JSON.stringify(value, null, 2)} />
    </details>
  );
}

function Answer({
  status,
  response: { description, headers = {}, content },
}: {
  readonly status: string;
  readonly response: Response;
}) {
  return (
    <section class="answer-of">
      <h3>{status}</h3>
      <p>
        <Inline text={description} />
      </p>
      {Object.keys(headers).length > 0 && (
        <ReferenceTable
          caption={`En-têtes de la réponse ${status}`}
          head={['En-tête', 'Ce qu’il dit']}
          rows={Object.entries(headers).map(([name, header]) => [
            name,
            <Meaning schema={header.schema ?? {}} description={header.description} />,
          ])}
        />
      )}
      {Object.entries(content).map(([type, { schema = {}, example = schema.examples?.[0] }]) => (
        <div key={type}>
          <p>
            <code>{type}</code>
            {typeset(' : ')}
            <TypeWords schema={schema} />
            {schema.properties === undefined && schema.description !== undefined && (
              <>
                {typeset('. ')}
                <Inline text={schema.description} />
              </>
            )}
          </p>
          {schema.properties !== undefined && <Fields schema={schema} />}
          {example !== undefined && <FoldedExample title={`Exemple de réponse ${status}`} value={example} />}
        </div>
      ))}
    </section>
  );
}

function Errors({ operation }: { readonly operation: Operation }) {
  const errors = answersOf(operation, true);
  return (
    <>
      <h2 id="erreurs">Erreurs</h2>
      <p>
        Au format <code>application/problem+json</code>&nbsp;: <code>code</code> est stable,{' '}
        <code>detail</code> dit quoi faire. <a href="/errors">Toutes les erreurs</a>
      </p>
      <ReferenceTable
        caption="Erreurs possibles"
        head={['Statut', 'Codes']}
        rows={errors.map(([status, { description }]) => [
          status === ANY_OTHER ? 'autre' : status,
          <Inline
            text={description}
            linkOf={(code) => (IS_ERROR_CODE.test(code) ? `/errors#${code}` : null)}
          />,
        ])}
      />
      {errors.flatMap(([status, { content }]) =>
        Object.values(content).flatMap(({ example }) =>
          example === undefined ? (
            []
          ) : (
            <FoldedExample title={`Exemple de réponse ${status}`} value={example} />
          ),
        ),
      )}
    </>
  );
}

/** Answers of an operation, then its errors. */
export function ResponseView({ operation }: { readonly operation: Operation }) {
  return (
    <>
      <h2>Réponse</h2>
      {answersOf(operation, false).map(([status, response]) => (
        <Answer key={status} status={status} response={response} />
      ))}
      <Errors operation={operation} />
    </>
  );
}
