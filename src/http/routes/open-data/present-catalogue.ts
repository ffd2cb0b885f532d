import type { Operator } from '../../../../web/contract.ts';
import { contactUri } from '../operations/routes.ts';
import type { Measure, Measures } from './files.ts';

interface CatalogueFacts {
  /** Public origin of the service. */
  readonly address: string;
  readonly operator: Operator;
  /** ISO 8601; null without any experience. */
  readonly changedAt: string | null;
  /** ISO 8601; null before anything was published. */
  readonly publishedAt: string | null;
  /** Sizes and digests of the files; null when these changed while they were read. */
  readonly measures: Measures | null;
}

const french = (text: string) => ({ '@language': 'fr', '@value': text });

/** Vocabularies of the European Union that DCAT-AP asks for. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const MEDIA_TYPES = 'https://www.iana.org/assignments/media-types';

const CONTEXT = {
  '@vocab': 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const DESCRIPTION =
  'Ce que des collectivités ont fait avec l’économie sociale et solidaire : récit, territoires, année, thèmes, leviers, chiffres, difficultés et source de chaque expérience publique.';

/** An email address or a page; nothing for any other text. */
function contactOf(contact: string | null): object {
  const uri = contactUri(contact);
  if (uri === null) return {};
  const property = uri.startsWith('mailto:') ? 'vcard:hasEmail' : 'vcard:hasURL';
  const at = { [property]: { '@id': uri } };
  return { contactPoint: { '@type': 'vcard:Organization', 'vcard:fn': french('Contact'), ...at } };
}

function licenceOf({ dataLicence }: Operator): object {
  if (dataLicence === null) return {};
  return { 'dct:license': { '@id': dataLicence, '@type': 'dct:LicenseDocument' } };
}

/** Files that the catalogue lists; `format` is a name in the list of file types of the European Union. */
const FILES = [
  {
    name: 'ndjson',
    path: '/v1/experiences.ndjson',
    title: 'Expériences, une par ligne, en JSON',
    mediaType: 'application/x-ndjson',
    format: 'JSON',
  },
  {
    name: 'csv',
    path: '/v1/experiences.csv',
    title: 'Expériences, en tableau',
    mediaType: 'text/csv',
    format: 'CSV',
  },
] as const;

const dateTime = (value: string) => ({ '@type': 'xsd:dateTime', '@value': value });

/** Bytes of a file before any compression, as a reader keeps it. */
function presentMeasure({ byteSize, sha256 }: Measure): object {
  return {
    byteSize: { '@type': 'xsd:nonNegativeInteger', '@value': String(byteSize) },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256', '@type': 'spdx:ChecksumAlgorithm' },
      'spdx:checksumValue': { '@type': 'xsd:hexBinary', '@value': sha256 },
    },
  };
}

function presentFile(
  { name, path, title, mediaType, format }: (typeof FILES)[number],
  { address, operator, publishedAt, measures }: CatalogueFacts,
) {
  const url = `${address}${path}`;
  return {
    '@id': url,
    '@type': 'Distribution',
    'dct:title': french(title),
    accessURL: { '@id': url },
    downloadURL: { '@id': url },
    mediaType: { '@id': `${MEDIA_TYPES}/${mediaType}`, '@type': 'dct:MediaType' },
    'dct:format': { '@id': `${AUTHORITY}/file-type/${format}`, '@type': 'dct:MediaTypeOrExtent' },
    ...(publishedAt === null ? {} : { 'dct:issued': dateTime(publishedAt) }),
    ...(measures === null ? {} : presentMeasure(measures[name])),
    ...licenceOf(operator),
  };
}

/** Writes the DCAT-AP catalogue of the open data, for portals, in JSON-LD. */
export function presentCatalogue(facts: CatalogueFacts): object {
  const { address, operator, changedAt } = facts;
  const url = `${address}/catalogue.jsonld`;
  const dataset = `${url}#experiences`;
  const api = `${url}#api`;
  const publisher = { '@id': `${url}#editeur` };
  const endpoint = { '@id': `${address}/v1` };
  const language = { '@id': `${AUTHORITY}/language/FRA`, '@type': 'dct:LinguisticSystem' };
  const modified = changedAt === null ? {} : { 'dct:modified': dateTime(changedAt) };
  return {
    '@context': CONTEXT,
    '@id': url,
    '@type': 'Catalog',
    'dct:title': french('Données ouvertes d’Essaimage'),
    'dct:description': french('Catalogue des données publiques de ce service.'),
    'foaf:homepage': { '@id': `${address}/`, '@type': 'foaf:Document' },
    'dct:language': language,
    'dct:publisher': {
      ...publisher,
      '@type': 'foaf:Agent',
      'foaf:name': french(operator.name ?? 'Exploitant non communiqué'),
    },
    ...modified,
    dataset: {
      '@id': dataset,
      '@type': 'Dataset',
      'dct:identifier': dataset,
      'dct:title': french('Expériences de collectivités avec l’économie sociale et solidaire'),
      'dct:description': french(DESCRIPTION),
      'dct:publisher': publisher,
      'dct:language': language,
      'dct:spatial': { '@id': `${AUTHORITY}/country/FRA`, '@type': 'dct:Location' },
      theme: ['GOVE', 'SOCI', 'ECON'].map((name) => ({ '@id': `${AUTHORITY}/data-theme/${name}` })),
      keyword: ['économie sociale et solidaire', 'collectivités territoriales'].map(french),
      // It changes when an editor publishes.
      'dct:accrualPeriodicity': { '@id': `${AUTHORITY}/frequency/IRREG`, '@type': 'dct:Frequency' },
      landingPage: { '@id': `${address}/integration#donnees-ouvertes`, '@type': 'foaf:Document' },
      ...modified,
      ...contactOf(operator.contact),
      distribution: [
        ...FILES.map((file) => presentFile(file, facts)),
        {
          '@id': `${api}-acces`,
          '@type': 'Distribution',
          'dct:title': french('API'),
          accessURL: endpoint,
          accessService: { '@id': api },
          ...licenceOf(operator),
        },
      ],
    },
    service: {
      '@id': api,
      '@type': 'DataService',
      'dct:title': french('API d’Essaimage'),
      'dct:publisher': publisher,
      endpointURL: endpoint,
      endpointDescription: { '@id': `${address}/openapi.json` },
      servesDataset: { '@id': dataset },
      ...licenceOf(operator),
    },
  };
}
