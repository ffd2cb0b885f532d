import type { FetchApi } from './client.ts';

/** Sends a key of the service with each request. Never in a page: its visitors would read it. */
export function withKey(fetchApi: FetchApi, key: string): FetchApi {
  return (request) => {
    request.headers.set('authorization', `Bearer ${key}`);
    return fetchApi(request);
  };
}
