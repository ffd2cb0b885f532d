import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOBODY } from '../../src/http/app.ts';
import { CODES } from '../../src/http/problems/problem-catalogue.ts';
import { clientOf, VERBS } from '../http/http-client.ts';
import { readPaths } from '../http/shared-parts.ts';
import { START_TIMEOUT_MS } from '../http/start-application.ts';
import { codesIn } from './codes-in.ts';
import { readPage } from './read-page.ts';
import { builtPages, openWebsite } from './website.ts';

const OPERATOR = { ...NOBODY, takesContributions: true, entrustedQuestionDays: 730 };

/** Reads a line of curl with the quotes of a real shell, and returns its request. */
function requestOf(line: string) {
  const said = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${line}`], { encoding: 'utf8' });
  const [address = '', ...options] = said.split('\0').slice(0, -1);
  const url = new URL(address);
  const valuesOf = (option: string) =>
    options.flatMap((value, index) => (options[index - 1] === option ? [value] : []));
  for (const pair of valuesOf('--data-urlencode')) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    url.searchParams.set(name, value);
  }
  const [payload] = valuesOf('--data');
  return {
    method: z.enum(['GET', 'POST']).parse(valuesOf('--request')[0] ?? 'GET'),
    url: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(valuesOf('--header').map((header) => header.split(': '))),
    payload,
  };
}

describe('of the real API', () => {
  const website = openWebsite({ operator: OPERATOR });
  let operations: readonly (ReturnType<typeof readPaths>[string][string] & {
    signature: string;
  })[];
  const read = async (url: string) => (await website.fetchPage(url)).text;

  beforeAll(async () => {
    const documents: readonly string[] = await Promise.all(
      ['/openapi.json', '/openapi-redaction.json'].map(read),
    );
    operations = documents
      .flatMap((text) => Object.entries(readPaths(text)))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          ...operation,
          signature: `${method.toUpperCase()} ${path}`,
        })),
      );
  }, START_TIMEOUT_MS);

  it('lists every operation of the document once, and no other', async () => {
    const html = await read('/docs');
    const linked = readPage(html).links.filter(({ href }) => href.startsWith('/docs/'));
    // The first call is linked above the list.
    const [, ...listed] = linked.map(({ href }) => href).filter((href) => href !== '/docs/recettes');
    expect(listed.toSorted()).toEqual(operations.map(({ operationId }) => `/docs/${operationId}`).toSorted());
    const written = html.replace(/<\/?b\b[^>]*>/g, '');
    for (const { signature } of operations) expect(written).toContain(`<code>${signature}</code>`);
  });

  it('shows, for each operation, its parameters, its statuses, and links that lead somewhere', async () => {
    const errors = readPage(await read('/errors')).ids;
    expect(errors).toEqual(expect.arrayContaining([...CODES]));
    for (const { operationId, parameters, responses } of operations) {
      const html = await read(`/docs/${operationId}`);
      const { links, ids } = readPage(html);
      for (const { name } of parameters) expect(html, operationId).toContain(`<code>${name}</code>`);
      for (const status of Object.keys(responses))
        expect(html, operationId).toMatch(new RegExp(`>${status === 'default' ? 'autre' : status}<`));
      for (const { href } of links) {
        if (href.startsWith('#')) expect(ids, operationId).toContain(href.slice(1));
        if (href.startsWith('/errors#')) expect(errors, operationId).toContain(href.slice('/errors#'.length));
      }
    }
  });

  it('shows requests that work as they stand', async () => {
    const ready: string[] = [];
    for (const { operationId } of operations) {
      const html = await read(`/docs/${operationId}`);
      const [line = ''] = codesIn(html);
      expect(line, operationId).toMatch(/^curl /);
      if (!readPage(html).headings.some(({ text }) => text === 'Exemple de requête')) continue;
      ready.push(operationId);
      const { method, url, headers, payload } = requestOf(line);
      const asked = clientOf(website.application.app)[VERBS[method]](url).set(headers).send(payload);
      const { statusCode } = await asked;
      expect([200, 201], line).toContain(statusCode);
    }
    expect(ready).toEqual(
      expect.arrayContaining(['recommend', 'recommendByLink', 'writeNote', 'getExperience', 'readFeed']),
    );
    expect(ready).not.toContain('createKey');
  });

  it('leads unknown addresses nowhere', async () => {
    expect((await clientOf(website.application.app).get('/docs/nulle-part')).statusCode).toBe(404);
  });
});

describe('of another document', () => {
  const NODE = { $ref: '#/components/schemas/Node' };
  const DOCUMENT = {
    info: { version: '2.0.0', description: 'Une autre API.\n\n## Règles\n\nUne **règle**.' },
    tags: [{ name: 'trees', 'x-displayName': 'Arbres' }],
    components: {
      parameters: {
        depth: {
          name: 'depth',
          in: 'query',
          description: 'Profondeur.',
          schema: { type: 'integer', maximum: 9 },
        },
      },
      schemas: {
        Node: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, children: { type: 'array', items: NODE } },
        },
      },
    },
    paths: {
      '/trees': {
        post: {
          operationId: 'plantTree',
          summary: 'Planter un arbre',
          description: 'Plante un arbre.',
          tags: ['trees'],
          parameters: [{ $ref: '#/components/parameters/depth' }],
          requestBody: { content: { 'application/json': { schema: NODE } } },
          responses: { 200: { description: 'L’arbre.', content: { 'application/json': { schema: NODE } } } },
        },
      },
      '/stones': {
        get: {
          operationId: 'listStones',
          summary: 'Lister les pierres',
          description: 'Liste les pierres.',
          tags: ['stones'],
          responses: { 200: { description: 'Les pierres.' } },
        },
      },
    },
  };

  async function write(pattern: string, path: string, params: Readonly<Record<string, string>> = {}) {
    const build = await builtPages();
    const answer = await build.handle(new Request(`http://localhost${path}`), pattern, {
      assets: build.assets,
      fetchApi: () => Promise.reject(new Error('the documentation asks nothing')),
      describeApi: () => DOCUMENT,
      requestId: 'r1',
      operator: OPERATOR,
      session: null,
      hasAccounts: false,
      form: null,
      params,
    });
    return readPage(await answer.text());
  }

  it('gives a tag its displayed name, and shows operations of a tag that is not declared', async () => {
    const { headings } = await write('/docs', '/docs');
    expect(headings.map(({ text }) => text)).toEqual(expect.arrayContaining(['Arbres', 'stones', 'Règles']));
  });

  it('writes a schema that holds itself once, and parameters that are shared', async () => {
    const { text, ids, links } = await write('/docs/:operation', '/docs/plantTree', {
      operation: 'plantTree',
    });
    expect(text).toContain('Profondeur.');
    expect(text).toContain('9 au plus');
    expect(ids.filter((id) => id === 'objet-Node')).toHaveLength(1);
    expect(links.filter(({ href }) => href === '#objet-Node')).toHaveLength(2);
  });
});
