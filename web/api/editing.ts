import { addressOf, createCaller, type FetchApi, type Outcome } from './client.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
export type ExperiencePatch = Schemas['ExperiencePatchInput'];
export type Import = Schemas['Import'];
type EditedFiche = Schemas['EditedFiche'];

/** Document to import, as it is sent. */
export interface SentDocument {
  readonly mediaType: string;
  readonly body: string | Blob;
}

/** Operations for editors. Its calls never throw. */
export interface EditingApi {
  /** @param version of the fiche that was read: any other one is refused */
  correct(id: string, patch: ExperiencePatch, version: string): Promise<Outcome<EditedFiche>>;
  merge(id: string, merge: Schemas['MergeInput']): Promise<Outcome<EditedFiche>>;
  addExperience(
    resourceId: string,
    selection: Schemas['SelectionInput'],
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
    correct(id, patch, version) {
      const path = '/v1/experiences/{id}';
      const { headers, ...init } = sent('PATCH', patch);
      return call(path, addressOf(path, { id }), {
        ...init,
        headers: { ...headers, 'if-match': `"${version}"` },
      });
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
