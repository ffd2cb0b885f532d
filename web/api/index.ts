/** Client of the service, as `npm run pack:client` packs it. */
export type * from './answers.ts';
export { type Api, createApi, type Failure, type FetchApi, type Options, type Outcome } from './client.ts';
export type { SentDocument } from './operations.ts';
export { remember } from './remember.ts';
export { type RetryOptions, retry } from './retry.ts';
export type { components, operations, paths } from './schema.ts';
export { withKey } from './with-key.ts';
