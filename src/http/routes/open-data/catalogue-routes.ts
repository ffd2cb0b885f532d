import { closedObject } from '../../input/closed-object.ts';
import { serviceAddress } from '../../input/service-address.ts';
import { admitRequests } from '../../plugins/admission.ts';
import type { ApiRoutes } from '../api-routes.ts';
import { presentCatalogue } from './present-catalogue.ts';
import { presentSkos } from './present-skos.ts';

const config = { access: 'read', maxAgeSeconds: 300 } as const;
const taxonomyConfig = { ...config, access: 'open', needs: 'nothing' } as const;
/** Contracts of DCAT-AP and SKOS, not of the API. */
const schema = { hide: true, querystring: closedObject({}) } as const;
const TYPE = 'application/ld+json; charset=utf-8';

/** Serves the catalogue that data portals harvest, and the vocabularies of its data. */
export const rootRoutes: ApiRoutes = async (app, { essaimage, operator, publicUrl }) => {
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
