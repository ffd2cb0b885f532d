import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import { NOBODY } from '../../src/http/app.ts';
import { readCsvRows } from '../../src/ingestion/read/fiches/read-csv.ts';
import { createFicheSchema } from '../../src/ingestion/read/fiches/read-fiche.ts';
import { readTable } from '../../src/ingestion/read/fiches/read-table.ts';
import { serve } from '../web/serve.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';
import { useApplication } from './use-application.ts';

const LICENCE = 'https://spdx.org/licenses/etalab-2.0';
const OPERATOR = {
  ...NOBODY,
  name: 'Réseau d’exemple',
  contact: 'reseau@example.org',
  dataLicence: LICENCE,
};
const { namedNode } = DataFactory;
const DCAT = 'http://www.w3.org/ns/dcat#';
const DCT = 'http://purl.org/dc/terms/';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';

const application = await useApplication({ operator: OPERATOR });
const site = await serve((request, response) => application.app.routing(request, response));
afterAll(site.close);

const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  clientOf(application.app).get(url).set(headers);

/** Reads JSON-LD without the network: a document whose context is elsewhere fails. */
async function readGraph(document: unknown): Promise<Store> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`${url} is not in the document`);
  };
  const quads = await jsonld.toRDF(z.record(z.string(), z.json()).parse(document), {
    format: 'application/n-quads',
    documentLoader,
  });
  return new Store(new Parser({ format: 'N-Quads' }).parse(z.string().parse(quads)));
}

const SHAPES = new Store(
  new Parser().parse(await readFile(new URL('dcat-ap-shapes.ttl', import.meta.url), 'utf8')),
);

async function violations(graph: Store): Promise<readonly string[]> {
  const report = await new SHACLValidator(SHAPES).validate(graph);
  return report.results.map(({ focusNode, path, sourceConstraintComponent }) =>
    [focusNode, path, sourceConstraintComponent].map((term) => Object(term).value).join(' '),
  );
}

const objectsOf = (graph: Store, property: string) =>
  graph.getObjects(null, namedNode(property), null).map(({ value }) => value);

const linesSchema = z.array(z.looseObject({ id: z.string(), updatedAt: z.iso.datetime() }));
const pageSchema = z.object({
  experiences: z.array(z.looseObject({ id: z.string() })),
  next: z.string().nullable(),
});

function readLines(body: string) {
  return linesSchema.parse(
    body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

/** Reads every page of the API. */
async function readApi(endpoint: string) {
  const all = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: '100', ...(cursor === '' ? {} : { cursor }) });
    const page = pageSchema.parse(await (await fetch(`${endpoint}/experiences?${query}`)).json());
    all.push(...page.experiences);
    cursor = page.next;
  }
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

// A portal follows the addresses as they are written, with any client.
describe('a portal', () => {
  it('follows the catalogue, downloads the files, and finds what the API gives', async () => {
    const response = await fetch(`${site.origin}/catalogue.jsonld`);
    expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const graph = await readGraph(await response.json());
    const [endpoint = ''] = objectsOf(graph, `${DCAT}endpointURL`);
    const fromApi = await readApi(endpoint);
    expect(fromApi.length).toBeGreaterThan(50);

    const [ndjson = '', csv = ''] = objectsOf(graph, `${DCAT}downloadURL`).sort().reverse();
    const lines = readLines(await (await fetch(ndjson)).text());
    expect(lines).toEqual(fromApi);
    const rows = readFiches(await (await fetch(csv)).text());
    expect(rows.drafts.map(({ id }) => id)).toEqual(fromApi.map(({ id }) => id));
  });
});

function readFiches(text: string) {
  const vocabulary = ficheVocabulary(application.essaimage.taxonomy, 2100);
  // Decoding a document removes the byte order mark.
  const rows = readCsvRows(text.replace('\ufeff', ''));
  const items = readTable(rows, 'experiences.csv', { schema: createFicheSchema(vocabulary), vocabulary });
  return {
    drafts: items.flatMap((item) => (item.kind === 'experience' ? [item.draft] : [])),
    notes: items.flatMap((item) => (item.kind === 'note' ? [item.note] : [])),
  };
}

describe('the table', () => {
  it('says in French, after what an import reads, what its identifiers are', async () => {
    const { text } = await ask('/v1/experiences.csv');
    const [head = [], ...rows] = readCsvRows(text.replace('\ufeff', '')).map(({ cells }) => cells ?? []);
    const row = rows.find(([id]) => id === 'abattoir-scic-corbigny') ?? [];
    const cellOf = (column: string) => row[head.indexOf(column)];
    expect(cellOf('themes')).toMatch(/^agriculture \| alimentation/);
    expect(cellOf('themes_labels')).toMatch(/^Agriculture \| Alimentation durable/);
    expect(cellOf('levers_labels')).toMatch(/^Animation et mise en réseau \| /);
    expect(cellOf('territories_kind_labels')).toMatch(/^département \| /i);
    expect(cellOf('state_label')).not.toBe('');
  });

  it('is read again by an import as it was, without a note', async () => {
    const { text, headers } = await ask('/v1/experiences.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.startsWith('\ufeffid;title;')).toBe(true);
    const { drafts, notes } = readFiches(text);
    expect(notes).toEqual([]);
    for await (const page of (await application.essaimage.readOpenData()).read()) {
      for (const { experience } of page) {
        const territories = experience.territories.map(({ name, kind, code }) => ({
          name,
          kind,
          code,
          populationCount: null,
        }));
        expect(drafts.find(({ id }) => id === experience.id)).toEqual({ ...experience, territories });
      }
    }
  });
});

describe.each(['/v1/experiences.ndjson', '/v1/experiences.csv'])('%s', (url) => {
  it('answers 304 for its ETag, dates itself, and is compressed', async () => {
    const first = await ask(url);
    const etag = String(first.headers.etag);
    expect(first.statusCode).toBe(200);
    expect(first.headers['cache-control']).toBe('public, max-age=300');
    expect(Date.parse(String(first.headers['last-modified']))).toBeGreaterThan(0);
    const again = await ask(url, { 'if-none-match': etag });
    expect([again.statusCode, again.text, again.headers.etag]).toEqual([304, '', etag]);
    const packed = await ask(url, { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.etag).toBe(etag);
    expect(packed.text).toBe(first.text);
  });

  it('gives the same to a key of members, without a trace in caches', async () => {
    const { token } = await application.essaimage.keys.create({ label: 'm', scopes: ['read:members'] });
    const { text, headers } = await ask(url, { authorization: `Bearer ${token}` });
    expect(text).toBe((await ask(url)).text);
    expect(headers['cache-control']).toBe('private, no-store');
    expect([headers.etag, headers['last-modified']]).toEqual([undefined, undefined]);
  });

  it('has another ETag once an experience is set aside, which it no longer has', async () => {
    const before = await ask(url);
    const id = 'epicerie-solidaire-reignier';
    expect(before.text).toContain(id);
    const { token } = await application.essaimage.keys.create({ label: 'i', scopes: ['import'] });
    const decide = (status: string) =>
      clientOf(application.app)
        .patch(`/v1/experiences/${id}`)
        .set({ authorization: `Bearer ${token}` })
        .send({ status });
    expect((await decide('set-aside')).statusCode).toBe(200);
    const after = await ask(url, { 'if-none-match': String(before.headers.etag) });
    expect(after.statusCode).toBe(200);
    expect(after.text).not.toContain(id);
    await decide('published');
    expect((await ask(url)).text).toContain(id);
  });
});

describe('the catalogue', () => {
  it('says when its files were published, their size and their digest, also after a removal', async () => {
    const id = 'epicerie-solidaire-reignier';
    const { token } = await application.essaimage.keys.create({ label: 'i', scopes: ['import'] });
    const seen = new Set<string>();
    for (const status of ['set-aside', 'published']) {
      const decided = await clientOf(application.app)
        .patch(`/v1/experiences/${id}`)
        .set({ authorization: `Bearer ${token}` })
        .send({ status });
      expect(decided.statusCode).toBe(200);
      const { dataset } = (await ask('/catalogue.jsonld')).body;
      for (const file of dataset.distribution.slice(0, 2)) {
        const bytes = Buffer.from(
          await (await fetch(file.downloadURL['@id'].replace(/^.*(?=\/v1)/, site.origin))).arrayBuffer(),
        );
        expect(file.byteSize['@value']).toBe(String(bytes.length));
        const { 'spdx:checksumValue': digest } = file['spdx:checksum'];
        expect(digest['@value']).toBe(createHash('sha256').update(bytes).digest('hex'));
        seen.add(digest['@value']);
        seen.add(file['dct:issued']['@value']);
      }
    }
    expect(seen.size).toBe(6);
  });

  it('conforms to DCAT-AP, with the licence and the publisher of the operator', async () => {
    const graph = await readGraph((await ask('/catalogue.jsonld')).body);
    expect(await violations(graph)).toEqual([]);
    expect(new Set(objectsOf(graph, `${DCT}license`))).toEqual(new Set([LICENCE]));
    expect(objectsOf(graph, 'http://xmlns.com/foaf/0.1/name')).toEqual(['Réseau d’exemple']);
  });

  it.each([
    ['dct:publisher', 'Catalog'],
    ['dct:title', 'Catalog'],
    ['dataset', 'Catalog'],
  ])('would not conform without %s', async (property) => {
    const { [property]: removed, ...rest } = (await ask('/catalogue.jsonld')).body;
    expect(removed).toBeDefined();
    expect(await violations(await readGraph(rest))).not.toEqual([]);
  });

  it('claims no licence and names nobody where the operator gives none', async () => {
    const readOpenData = () => application.essaimage.readOpenData();
    const bare = await stubApplication({ readOpenData });
    onTestFinished(() => bare.close());
    const graph = await readGraph((await clientOf(bare).get('/catalogue.jsonld')).body);
    expect(await violations(graph)).toEqual([]);
    expect(objectsOf(graph, `${DCT}license`)).toEqual([]);
    expect(objectsOf(graph, 'http://xmlns.com/foaf/0.1/name')).toEqual(['Exploitant non communiqué']);
  });
});

describe.each([
  ['/leviers.skos.jsonld', 'levers'],
  ['/themes.skos.jsonld', 'themes'],
] as const)('%s', (url, kind) => {
  it('names and defines each entry in French, and no name is of two sorts', async () => {
    const { body, headers } = await ask(url);
    expect(headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const graph = await readGraph(body);
    expect(await violations(graph)).toEqual([]);
    const entries = application.essaimage.taxonomy[kind];
    expect(objectsOf(graph, `${SKOS}notation`).sort()).toEqual(entries.map(({ id }) => id).sort());
    const definitions = entries.map(({ definition }) => definition);
    expect(objectsOf(graph, `${SKOS}definition`).sort()).toEqual(definitions.sort());
    for (const concept of graph.getSubjects(namedNode(`${SKOS}inScheme`), null, null)) {
      const names = ['prefLabel', 'altLabel', 'hiddenLabel'].flatMap((sort) =>
        graph.getObjects(concept, namedNode(`${SKOS}${sort}`), null),
      );
      expect(new Set(names.map(({ value }) => value)).size).toBe(names.length);
      expect(names.map((name) => ('language' in name ? name.language : null))).toEqual(names.map(() => 'fr'));
    }
  });

  it('tells shorter names from the words that only reveal a subject', async () => {
    const graph = await readGraph((await ask('/leviers.skos.jsonld')).body);
    expect(objectsOf(graph, `${SKOS}altLabel`)).toContain('commande publique');
    expect(objectsOf(graph, `${SKOS}hiddenLabel`)).toContain('appel d’offres');
  });
});
