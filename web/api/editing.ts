import type { Fiche } from './answers.ts';
import { addressOf, createCaller, type FetchApi, type Outcome } from './client.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
export type ExperiencePatch = Schemas['ExperiencePatch'];
export type Import = Schemas['Import'];

/** Document to import, as it is sent. */
export interface SentDocument {
  readonly mediaType: string;
  readonly body: string | Blob;
}

/** Operations for editors. Its calls never throw. */
export interface EditingApi {
  correct(id: string, patch: ExperiencePatch): Promise<Outcome<Fiche>>;
  merge(id: string, merge: Schemas['Merge']): Promise<Outcome<Fiche>>;
  addExperience(
    resourceId: string,
    selection: Schemas['Selection'],
  ): Promise<Outcome<Schemas['AddedExperience']>>;
  requestImport(query: URLSearchParams, sent: SentDocument): Promise<Outcome<Import>>;
  cancelImport(id: string): Promise<Outcome<Import>>;
}

/** @param service address of the service, without a final slash */
export function createEditingApi(service: string, fetchApi: FetchApi): EditingApi {
  const call = createCaller(service, fetchApi);
  const sent = (method: string, body: unknown) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return {
    correct(id, patch) {
      const path = '/v1/experiences/{id}';
      return call(path, addressOf(path, { id }), sent('PATCH', patch));
    },
    merge(id, merge) {
      const path = '/v1/experiences/{id}/merge';
      return call(path, addressOf(path, { id }), sent('POST', merge));
    },
    addExperience(id, selection) {
      const path = '/v1/resources/{id}/experiences';
      return call(path, addressOf(path, { id }), sent('POST', selection));
    },
    requestImport(query, { mediaType, body }) {
      const init = { method: 'POST', headers: { 'content-type': mediaType }, body };
      return call('/v1/imports', addressOf('/v1/imports', {}, query), init);
    },
    cancelImport(id) {
      const path = '/v1/imports/{id}';
      return call(path, addressOf(path, { id }), { method: 'DELETE' });
    },
  };
}
