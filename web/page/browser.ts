import { h, hydrate } from 'preact';
import { createApi } from '../api/client.ts';
import { SearchApp } from './search/search-app.tsx';

const root = document.getElementById('page');
const data = document.getElementById('donnees')?.textContent;
if (root !== null && data !== undefined && data !== null) {
  // Written by the server that serves this script, from the same types.
  const { data: initial, ...shared } = JSON.parse(data);
  const api = createApi(location.origin);
  hydrate(h(SearchApp, { initial, ...shared, origin: location.origin, api }), root);
}
