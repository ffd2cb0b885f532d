/**
 * Sends the requests of `src/http/documentation/examples.json` to the real service and records its answers there, so
 * that the documentation of the API shows true ones. To add an example, write its request with `"answer": null`, then
 * run `npm run openapi:record` and `npm run openapi`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { compose } from '../src/composition/compose.ts';
import { parseConfig } from '../src/config.ts';
import { createApp } from '../src/http/app.ts';
import { RECORDED_EXAMPLES } from '../src/http/documentation/recorded-examples.ts';
import { injectPatiently } from '../test/http/patient-requests.ts';
import { withoutDates } from '../test/http/without-dates.ts';

/** Timeouts that a busy machine does not reach. */
const PATIENT = { EMBEDDING_TIMEOUT_MS: '300000', STORE_TIMEOUT_MS: '300000', REQUEST_TIMEOUT_MS: '300000' };

const directory = await mkdtemp(join(tmpdir(), 'essaimage-examples-'));
const config = parseConfig({ ...PATIENT, DATA_DIR: directory });
const composition = await compose(config);
try {
  await composition.importExperiences({ rebuild: false, onProgress: () => {} });
  const app = await createApp({ ...composition, config: config.http, logLevel: 'warn' });
  const recorded = [];
  for (const example of RECORDED_EXAMPLES) {
    const { method, url, body } = example.request;
    const response = await injectPatiently(app, {
      method,
      url,
      ...(body === undefined
        ? {}
        : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (response.statusCode !== example.status) {
      throw new Error(`${method} ${url} : ${response.statusCode} au lieu de ${example.status}`);
    }
    recorded.push({ ...example, answer: z.json().parse(JSON.parse(response.body, withoutDates)) });
  }
  await app.close();
  const file = new URL('../src/http/documentation/examples.json', import.meta.url);
  await writeFile(file, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(
    `${recorded.length} exemples enregistrés ; lancer ensuite « npm run format » et « npm run openapi ».`,
  );
} finally {
  await composition.close();
  await rm(directory, { recursive: true, force: true });
}
