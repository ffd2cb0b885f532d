/**
 * Writes the versions of the rules that draw experiences and of the chain that indexes them: digests of the code that
 * decides what is stored. With `--check`, says which is not that of the code, and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Preparation } from '../src/application/index-experience.ts';
import type { ExtractionDependencies } from '../src/ingestion/extract/experience-extractor.ts';
import { digestSources } from './digest-sources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The code behind each part that the rules are given. */
const BEHIND_THE_RULES: Readonly<Record<keyof ExtractionDependencies, readonly string[]>> = {
  gazetteer: ['src/adapters/gazetteer/official-gazetteer.ts'],
  // `extractionVersion` names these.
  taxonomy: [],
  embedder: [],
  currentYear: [],
};

/** The code behind each part that the preparation of an experience is given. */
const BEHIND_THE_PIPELINE: Readonly<Record<keyof Preparation, readonly string[]>> = {
  analyse: ['src/domain/text/terms.ts', 'src/adapters/text/snowball-stemmer.ts'],
  // What they change is in the hash of the content.
  gazetteer: [],
  taxonomy: [],
  hash: [],
};

const VERSIONS = [
  {
    name: 'RULES_VERSION',
    file: 'src/ingestion/extract/rules-version.ts',
    entries: ['src/ingestion/extract/experience-extractor.ts', ...Object.values(BEHIND_THE_RULES).flat()],
  },
  {
    name: 'PIPELINE_VERSION',
    file: 'src/application/pipeline-version.ts',
    entries: ['src/application/index-experience.ts', ...Object.values(BEHIND_THE_PIPELINE).flat()],
  },
];

const isCheck = process.argv.includes('--check');
for (const { name, file, entries } of VERSIONS) {
  const content = `// Written by \`npm run versions\`, from the code that it stands for.\nexport const ${name} = '${digestSources(ROOT, entries)}';\n`;
  if (!isCheck) writeFileSync(`${ROOT}/${file}`, content);
  else if (readFileSync(`${ROOT}/${file}`, 'utf8') !== content) {
    console.error(`${file} n’est pas à jour : lancer « npm run versions » et enregistrer le résultat`);
    process.exitCode = 1;
  }
}
