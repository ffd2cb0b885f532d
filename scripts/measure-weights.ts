/**
 * Weighs the pages that the ecodesign declaration names, in a browser, against the real service.
 *
 *   npm run measure-weights                prints the weights
 *   npm run measure-weights -- --write     declares them, with the day of the measure
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { weighPages } from '../test/e2e/page-weights.ts';
import { startSite } from '../test/e2e/site.ts';

const DECLARED = fileURLToPath(new URL('../web/page/reference/measured-weights.json', import.meta.url));

const site = await startSite();
try {
  const pages = await weighPages(site);
  console.table(pages);
  if (process.argv.includes('--write')) {
    const date = new Date().toISOString().slice(0, 10);
    await writeFile(DECLARED, `${JSON.stringify({ date, pages }, null, 2)}\n`);
    console.log(`Écrit : ${DECLARED}. Reconstruisez la page : npm run build.`);
  }
} finally {
  await site.close();
}
