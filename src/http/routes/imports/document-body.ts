import type { FastifyInstance } from 'fastify';
import type { JobOrigin } from '../../../domain/import-job/import-job.ts';
import { closedObject, givenAddress } from '../../input/request-values.ts';
import { invalidRequest } from '../../problems/invalid-request.ts';
import { HttpProblem } from '../../problems/problem.ts';

export const MAX_DOCUMENT_BYTES = 20 * 1024 * 1024;

/** Size of a request to import a URL: JSON without a name is nothing else. */
const MAX_ADDRESS_BYTES = 64 * 1024;

const addressSchema = closedObject({ url: givenAddress });

/** Extension of a document sent without a name, by media type. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/json', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['text/csv', 'csv'],
  ['text/html', 'html'],
  ['text/plain', 'txt'],
  ['text/markdown', 'md'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/rss+xml', 'rss'],
  ['application/atom+xml', 'atom'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['application/octet-stream', 'bin'],
]);

export const DOCUMENT_TYPES = [...EXTENSIONS.keys()];

/** Makes the routes of this scope receive documents as raw bytes: the import detects their encoding. */
export function receiveDocuments(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    DOCUMENT_TYPES,
    { parseAs: 'buffer', bodyLimit: MAX_DOCUMENT_BYTES },
    (_request, body, done) => done(null, body),
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpProblem('json-invalid');
  }
}

function readAddress(bytes: Buffer): JobOrigin {
  if (bytes.byteLength > MAX_ADDRESS_BYTES) {
    throw new HttpProblem('body-too-large', {
      detail:
        'Une demande d’import par adresse tient en 64 Kio. Pour envoyer un document JSON, donnez son nom : ?name=….json.',
    });
  }
  const parsed = addressSchema.safeParse(parseJson(bytes), { reportInput: true });
  if (!parsed.success) throw invalidRequest(parsed.error.issues, 'body');
  return { kind: 'url', url: parsed.data.url };
}

/** Returns the origin to import: the URL in a JSON body without a name, or else the body itself. */
export function readOrigin(
  body: unknown,
  contentType: string | undefined,
  name: string | undefined,
): JobOrigin {
  if (!Buffer.isBuffer(body) || body.byteLength === 0) {
    throw new HttpProblem('request-invalid', {
      detail: 'Le corps est vide : envoyez un document, ou { "url": "https://…" }.',
    });
  }
  const [given = ''] = (contentType ?? '').split(';', 1);
  const mediaType = given.trim().toLowerCase();
  if (name === undefined && mediaType === 'application/json') return readAddress(body);
  const byDefault = `document.${EXTENSIONS.get(mediaType) ?? 'txt'}`;
  return {
    kind: 'content',
    name: name ?? byDefault,
    isNamed: name !== undefined,
    mediaType: contentType ?? null,
    bytes: body,
  };
}
