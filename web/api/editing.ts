import type { EditedFiche } from './answers.ts';
import type { Api, Outcome } from './client.ts';
import type { SentDocument } from './operations.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
export type ExperiencePatch = Schemas['ExperiencePatch'];
export type Import = Schemas['Import'];
export type Proposal = Schemas['Proposal'];
export type ProposalList = Schemas['ProposalList'];
export type OpinionList = Schemas['OpinionList'];
export type SourceChecks = Schemas['SourceChecks'];
export type MergeCandidate = Schemas['MergeCandidate'];
export type EntrustedQuestionList = Schemas['EntrustedQuestionList'];
export type JudgedRequest = Schemas['JudgedRequest'];
export type Review = Schemas['Review'];

/** Operations for editors. Its calls never throw. */
export interface EditingApi {
  /** @param version of the fiche that was read: any other one is refused */
  correct(id: string, patch: ExperiencePatch, version: string): Promise<Outcome<EditedFiche>>;
  settleRereading(id: string, decision: Schemas['RereadingDecision']): Promise<Outcome<EditedFiche>>;
  merge(id: string, merge: Schemas['Merge']): Promise<Outcome<EditedFiche>>;
  addExperience(
    resourceId: string,
    selection: Schemas['Selection'],
  ): Promise<Outcome<Schemas['AddedExperience']>>;
  requestImport(query: URLSearchParams, document: SentDocument): Promise<Outcome<Import>>;
  cancelImport(id: string): Promise<Outcome<Import>>;
}

export function createEditingApi(api: Api): EditingApi {
  return {
    correct: (id, body, version) =>
      api.patch('/v1/experiences/{id}', { path: { id }, body, headers: { 'if-match': `"${version}"` } }),
    settleRereading: (id, body) => api.post('/v1/experiences/{id}/rereading', { path: { id }, body }),
    merge: (id, body) => api.post('/v1/experiences/{id}/merge', { path: { id }, body }),
    addExperience: (id, body) => api.post('/v1/resources/{id}/experiences', { path: { id }, body }),
    requestImport: (query, document) => api.post('/v1/imports', { query, document }),
    cancelImport: (id) => api.delete('/v1/imports/{id}', { path: { id } }),
  };
}
