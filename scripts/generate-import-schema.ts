/** Writes the JSON Schema of importable fiches, with the themes and levers of the corpus. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadTaxonomy } from '../src/adapters/corpus/load-taxonomy.ts';
import { ficheVocabulary } from '../src/domain/experience/written-fiche.ts';
import { ficheJsonSchema } from '../src/ingestion/read/fiches/read-fiche.ts';

/** A published schema cannot follow the calendar; the service refuses years after the next one. */
const LATEST_YEAR = 2100;

const [target = fileURLToPath(new URL('../docs/import/experience.schema.json', import.meta.url))] =
  process.argv.slice(2);
const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../corpus', import.meta.url)));
const schema = ficheJsonSchema(ficheVocabulary(taxonomy, LATEST_YEAR));
await writeFile(target, `${JSON.stringify(schema, null, 2)}\n`);
