import type { Essaimage } from '../../../application/essaimage.ts';
import { fold } from '../../../domain/text/fold.ts';
import { serviceAddress } from '../../input/addresses.ts';
import { closedObject } from '../../input/request-values.ts';
import { admitRequests } from '../../plugins/admission.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { createMeasureFiles } from './files.ts';
import { presentCatalogue } from './present-catalogue.ts';

type Entry = Pick<Essaimage['taxonomy']['themes'][number], 'id' | 'label' | 'definition' | 'cues'>;

interface Scheme {
  /** Address of the scheme itself. */
  readonly url: string;
  readonly title: string;
  /** Address of the page of an entry, which names the concept. */
  readonly urlOf: (id: string) => string;
}

const french = (text: string) => ({ '@language': 'fr', '@value': text });

const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * A cue made of words of the label is a shorter name: « commande publique ». The others only reveal the subject
 * in a text (« appel d’offres »): SKOS calls them hidden labels.
 */
function labelsOf({ label, cues }: Entry) {
  const words = new Set(wordsOf(label));
  const others = cues.filter((cue) => fold(cue) !== fold(label));
  const isName = (cue: string) => wordsOf(cue).every((word) => words.has(word));
  return {
    prefLabel: french(label),
    altLabel: others.filter(isName).map(french),
    hiddenLabel: others.filter((cue) => !isName(cue)).map(french),
  };
}

/** Writes levers or themes as a SKOS concept scheme in JSON-LD. */
function presentSkos(entries: readonly Entry[], { url, title, urlOf }: Scheme): object {
  return {
    '@context': {
      '@vocab': 'http://www.w3.org/2004/02/skos/core#',
      title: 'http://purl.org/dc/terms/title',
      inScheme: { '@type': '@id' },
      hasTopConcept: { '@type': '@id' },
    },
    '@graph': [
      {
        '@id': url,
        '@type': 'ConceptScheme',
        title: french(title),
        hasTopConcept: entries.map(({ id }) => urlOf(id)),
      },
      ...entries.map((entry) => ({
        '@id': urlOf(entry.id),
        '@type': 'Concept',
        notation: entry.id,
        inScheme: url,
        ...labelsOf(entry),
        definition: french(entry.definition),
      })),
    ],
  };
}

const config = { access: 'read', maxAgeSeconds: 300 } as const;
const taxonomyConfig = { ...config, access: 'open', needs: 'nothing' } as const;
/** Contracts of DCAT-AP and SKOS, not of the API. */
const schema = { hide: true, querystring: closedObject({}) } as const;
const TYPE = 'application/ld+json; charset=utf-8';

/** Serves the catalogue that data portals harvest, and the vocabularies of its data. */
export const rootRoutes: ApiRoutes = async (app, { essaimage, operator, publicUrl }) => {
  const { levers, themes } = essaimage.taxonomy;
  const measureFiles = createMeasureFiles(essaimage.taxonomy);
  admitRequests(app, essaimage.readLoad);

  app.get('/catalogue.jsonld', { config, schema }, async (request, reply) => {
    const address = serviceAddress(request, publicUrl);
    const data = await essaimage.readOpenData(request.cancellation);
    const { changedAt, publishedAt } = data;
    const facts = { address, operator, changedAt, publishedAt, measures: await measureFiles(data) };
    return reply.type(TYPE).send(JSON.stringify(presentCatalogue(facts)));
  });

  for (const [path, title, entries] of [
    ['/leviers', 'Leviers d’une collectivité pour l’économie sociale et solidaire', levers],
    ['/themes', 'Thèmes des expériences', themes],
  ] as const) {
    app.get(`${path}.skos.jsonld`, { config: taxonomyConfig, schema }, async (request, reply) => {
      const address = serviceAddress(request, publicUrl);
      const urlOf = (id: string) => `${address}${path}/${encodeURIComponent(id)}`;
      const scheme = { url: `${address}${path}`, title, urlOf };
      return reply.type(TYPE).send(JSON.stringify(presentSkos(entries, scheme)));
    });
  }
};
