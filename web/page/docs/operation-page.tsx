import { typeset } from '../../french/typography.ts';
import { notFound } from '../layout/not-found.tsx';
import type { Page } from '../layout/page.ts';
import { DOCS_PATH, operationPath } from './addresses.ts';
import { type ApiDescription, type Operation, readDescription } from './api-description.ts';
import { CodeBlock, Signature } from './code-block.tsx';
import { exampleOf, needsKey } from './example-request.ts';
import { Inline } from './markdown.tsx';
import { type DescribedOperation, RequestView } from './request-view.tsx';
import { answeredSchemas, ResponseView } from './response-view.tsx';
import { NamedSchema, namesIn } from './schema-view.tsx';

/** Callers that an operation accepts, and the rights of their keys. */
function Access({ operation }: { readonly operation: Operation }) {
  const scopes = operation.security.flatMap((way) => Object.values(way)).flat();
  const names = scopes.map((scope, index) => (
    <>
      {index > 0 && ' et '}
      <code>{scope}</code>
    </>
  ));
  if (scopes.length === 0) return <>Tout le monde, sans clé.</>;
  const rights = scopes.length > 1 ? 'les droits' : 'le droit';
  return needsKey(operation) ? (
    <>
      Une clé qui a {rights} {names}.
    </>
  ) : (
    <>
      Tout le monde, sans clé. Une clé qui a {rights} {names} donne aussi ce qui est réservé.
    </>
  );
}

function Request({
  operation,
  description,
  origin,
}: {
  readonly operation: Operation;
  readonly description: ApiDescription;
  readonly origin: string;
}) {
  const { curl, typescript, python, isReady } = exampleOf(operation, description, origin);
  const title = isReady ? 'Exemple de requête' : 'Requête à compléter';
  return (
    <>
      <h2>{title}</h2>
      <CodeBlock label={title} code={curl} />
      {[['TypeScript', typescript] as const, ['Python', python] as const].map(([language, code]) => (
        <details key={language} class="more">
          <summary>{typeset(`En ${language}`)}</summary>
          <CodeBlock label={`${title} en ${language}`} code={code} />
        </details>
      ))}
      {needsKey(operation) && (
        <p class="help">
          <code>$CLE</code> est votre clé.
        </p>
      )}
    </>
  );
}

function OtherOperations({
  current,
  groups,
}: {
  readonly current: Operation;
  readonly groups: ApiDescription['groups'];
}) {
  return (
    <nav class="docs-nav" aria-label="Opérations de l’API">
      {groups.map(({ name, operations }) => (
        <section key={name}>
          <h2>{typeset(name)}</h2>
          <ul class="plain-list">
            {operations.map((operation) => (
              <li key={operation.operationId}>
                <a href={operationPath(operation)} aria-current={operation === current ? 'page' : undefined}>
                  {typeset(operation.summary)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function NamedSchemas({ operation, schemas }: DescribedOperation) {
  const names = namesIn(answeredSchemas(operation), schemas);
  if (names.length === 0) return null;
  return (
    <>
      <h2>Les objets de la réponse</h2>
      {names.map((name) => (
        <NamedSchema key={name} name={name} schema={schemas[name] ?? {}} />
      ))}
    </>
  );
}

/** Page of one operation: who may call it, what it takes, what it answers. */
export const operationPage: Page = async (request) => {
  const { operation: id = '' } = request.params;
  const description = readDescription(request.describeApi());
  const { operations, schemas, groups } = description;
  const operation = operations.find(({ operationId }) => operationId === id);
  if (operation === undefined) return notFound(request);
  return {
    head: {
      title: typeset(`${operation.summary} – API`),
      description: typeset(operation.description),
      canonicalPath: operationPath(operation),
      isIndexed: false,
    },
    body: (
      <>
        <header class="page-head">
          <p class="back">
            <a href={DOCS_PATH}>Documentation de l’API</a>
          </p>
          <h1>{typeset(operation.summary)}</h1>
          <Signature operation={operation} />
        </header>
        <div class="docs-operation">
          <div class="docs-content">
            <p>
              <Inline text={operation.description} />
            </p>
            <p>
              <strong>{typeset('Qui peut l’appeler : ')}</strong>
              <Access operation={operation} />
            </p>
            <Request operation={operation} description={description} origin={request.url.origin} />
            <RequestView operation={operation} schemas={schemas} />
            <ResponseView operation={operation} />
            <NamedSchemas operation={operation} schemas={schemas} />
          </div>
          <OtherOperations current={operation} groups={groups} />
        </div>
      </>
    ),
  };
};
