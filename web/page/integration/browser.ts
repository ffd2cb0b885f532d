import { h, hydrate } from 'preact';
import { createApi } from '../../api/client.ts';
import { Configurator } from './configurator.tsx';

const root = document.getElementById('configurateur');
const data = document.getElementById('donnees')?.textContent;
if (root !== null && data !== undefined && data !== null) {
  // Written by the server that serves this script, from the same types.
  const { origin, taxonomy } = JSON.parse(data);
  const api = createApi(location.origin);
  hydrate(h(Configurator, { origin, taxonomy, api }), root);
}
