import { typeset } from '../../french/typography.ts';
import type { Page } from '../layout/page.ts';
import { readProse } from '../prose.ts';
import { DOCS_PATH, operationPath, RECIPES_PATH } from './addresses.ts';
import { type ApiDescription, type OperationGroup, readDescription } from './api-description.ts';
import { CodeBlock, Signature } from './code-block.tsx';
import { exampleOf, needsKey } from './example-request.ts';
import { Inline } from './markdown.tsx';

function Group({ name, description, operations }: OperationGroup) {
  return (
    <section class="docs-group">
      <h3>{typeset(name)}</h3>
      {description !== undefined && (
        <p class="quiet">
          <Inline text={description} />
        </p>
      )}
      <ul class="plain-list">
        {operations.map((operation) => (
          <li key={operation.operationId}>
            <a href={operationPath(operation)}>{typeset(operation.summary)}</a>
            {needsKey(operation) && <span class="quiet"> · clé</span>}
            <Signature operation={operation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A first request, recorded, that anyone may send. */
function FirstCall({
  description,
  origin,
}: {
  readonly description: ApiDescription;
  readonly origin: string;
}) {
  const first = description.operations.find(
    (operation) =>
      operation.method === 'GET' && operation.parameters.some(({ example }) => example !== undefined),
  );
  if (first === undefined) return null;
  const title = `Un premier appel : ${first.summary.toLowerCase()}`;
  return (
    <section class="docs-first">
      <h2>{typeset(title)}</h2>
      <CodeBlock label={typeset(title)} code={exampleOf(first, description, origin).curl} />
      <p>
        Sans clé ni inscription. <a href={operationPath(first)}>Ce que cet appel demande, et sa réponse</a>
      </p>
    </section>
  );
}

/** Index of the API: its operations by subject, then what holds for all. */
export const docsPage: Page = async ({ url, describeApi }) => {
  const description = readDescription(describeApi());
  const [lead = '', ...general] = description.description.split('\n\n## ');
  return {
    head: {
      title: 'Documentation de l’API',
      description:
        'L’API d’Essaimage\u00a0: chaque route, ses paramètres, ses réponses et ses erreurs, avec un exemple à copier. Sans clé pour ce qui est public.',
      canonicalPath: DOCS_PATH,
      isIndexed: true,
    },
    body: (
      <>
        <header class="page-head">
          <h1>Documentation de l’API</h1>
          <p>
            <Inline text={lead} />
          </p>
          <p class="help">
            {typeset(`Version ${description.version} · ${description.operations.length} opérations · `)}
            <a href={RECIPES_PATH}>cinq recettes</a> · <a href="/openapi.json">le document OpenAPI</a>, et{' '}
            <a href="/openapi-redaction.json">celui de la rédaction et de l’exploitation</a> ·{' '}
            <a href="/errors">les erreurs</a> · <a href="/integration">intégrer sans programmer</a>
          </p>
        </header>
        <div class="docs">
          <FirstCall description={description} origin={url.origin} />
          <section>
            <h2>Les opérations</h2>
            <div class="docs-groups">
              {description.groups.map((group) => (
                <Group key={group.name} {...group} />
              ))}
            </div>
          </section>
          <div class="docs-general">
            {general.map((part) => (
              <section
                key={part}
                class="docs-part"
                dangerouslySetInnerHTML={{ __html: readProse(`## ${part}`)() }}
              />
            ))}
          </div>
        </div>
      </>
    ),
  };
};
