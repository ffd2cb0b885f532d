/**
 * `npm run material -- OUT [FILE…]`: writes annotated pages as HTML pages in the folder OUT, with their truth, for
 * `npm run evaluate:ingestion -- --truth OUT/truth.json`. Without FILE, the pages kept apart.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { PART_APART, readMaterial } from './material.ts';
import { truthOf, writeHtml } from './material-as-pages.ts';

const [out, ...files] = process.argv.slice(2);
if (out === undefined) {
  console.error('Usage : npm run material -- DOSSIER [FICHIER.jsonl…]');
  process.exit(2);
}
const pages = await readMaterial(files.length === 0 ? [PART_APART] : files);
const gazetteer = await createOfficialGazetteer();
await mkdir(out, { recursive: true });
const truths = [];
for (const [at, page] of pages.entries()) {
  const name = `${String(at + 1).padStart(3, '0')}.html`;
  await writeFile(join(out, name), writeHtml(page));
  truths.push({ page: name, ...truthOf(page, gazetteer) });
}
await writeFile(join(out, 'truth.json'), `${JSON.stringify(truths, null, 2)}\n`);
console.log(`${pages.length} pages et leur vérité : ${join(out, 'truth.json')}`);
