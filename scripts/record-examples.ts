/**
 * Sends the requests of `src/http/documentation/examples.json` to the real service and records its answers there, so
 * that the documentation of the API shows true ones. To add an example, write its request with `"answer": null`, then
 * run `npm run openapi:record` and `npm run openapi`.
 */
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { RECORDED_EXAMPLES } from '../src/http/documentation/recorded-examples.ts';
import { startReplay } from '../test/http/replay-examples.ts';

const { application, answer } = await startReplay();
try {
  const recorded = [];
  for (const example of RECORDED_EXAMPLES) {
    const { method, url } = example.request;
    const given = await answer(example);
    if (given.status !== example.status) {
      throw new Error(
        `${method} ${url} : ${given.status} au lieu de ${example.status} : ${JSON.stringify(given.answer)}`,
      );
    }
    recorded.push({ ...example, answer: z.json().parse(given.answer) });
  }
  const file = new URL('../src/http/documentation/examples.json', import.meta.url);
  await writeFile(file, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(
    `${recorded.length} exemples enregistrés ; lancer ensuite « npm run format » et « npm run openapi ».`,
  );
} finally {
  await application.close();
}
