import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Operator } from '../../../../web/contract.ts';
import type { Essaimage } from '../../../application/essaimage.ts';
import { closedObject } from '../../input/closed-object.ts';
import { serviceAddress } from '../../input/service-address.ts';
import { admitRequests } from '../../plugins/admission.ts';
import { presentCatalogue } from './present-catalogue.ts';
import { presentSkos } from './present-skos.ts';

interface CatalogueOptions {
  readonly essaimage: Pick<Essaimage, 'readOpenData' | 'readLoad' | 'taxonomy'>;
  readonly operator: Operator;
  /** Public origin of the service; null to read it from each request. */
  readonly publicUrl: string | null;
}

const config = { access: 'read', maxAgeSeconds: 300 } as const;
const taxonomyConfig = { ...config, access: 'open', needs: 'nothing' } as const;
/** Contracts of DCAT-AP and SKOS, not of the API. */
const schema = { hide: true, querystring: closedObject({}) } as const;
const TYPE = 'application/ld+json; charset=utf-8';

/** Serves the catalogue that data portals harvest, and the vocabularies of its data. */
export const catalogueRoutes: FastifyPluginAsyncZod<CatalogueOptions> = async (app, options) => {
  const { essaimage, operator, publicUrl } = options;
  const { levers, themes } = essaimage.taxonomy;
  admitRequests(app, essaimage.readLoad);

  app.get('/catalogue.jsonld', { config, schema }, async (request, reply) => {
    const address = serviceAddress(request, publicUrl);
    const { changedAt } = await essaimage.readOpenData(request.cancellation);
    return reply.type(TYPE).send(JSON.stringify(presentCatalogue({ address, operator, changedAt })));
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
