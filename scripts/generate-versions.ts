/**
 * Writes the versions of the extraction rules and of the indexing pipeline, as digests of their code.
 * With `--check`, writes nothing and fails when a version is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Preparation } from '../src/application/index/index-experience.ts';
import type { ExtractionDependencies } from '../src/ingestion/extract/experience-extractor.ts';
import { digestSources } from './digest-sources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Entry points of the code behind each dependency of the extractor. */
const BEHIND_THE_RULES: Readonly<Record<keyof ExtractionDependencies, readonly string[]>> = {
  gazetteer: ['src/adapters/gazetteer/official-gazetteer.ts'],
  // `extractionVersion` includes these itself.
  taxonomy: [],
  embedder: [],
  currentYear: [],
};

/** Files that the extraction uses and that decide nothing: a change of these reads no page again. */
const BESIDE_THE_RULES = [
  // The shape of a fiche: the store completes the fiches drawn before a field.
  'src/domain/experience/experience.ts',
  // The words of the notes.
  'src/ingestion/extract/draft/describe-doubts.ts',
];

/** Entry points of the code behind each dependency of the preparation of an experience. */
const BEHIND_THE_PIPELINE: Readonly<Record<keyof Preparation, readonly string[]>> = {
  analyse: ['src/domain/text/terms.ts', 'src/adapters/text/snowball-stemmer.ts'],
  // The content hash of an experience includes these.
  gazetteer: [],
  taxonomy: [],
  hash: [],
  precedents: ['src/domain/matching/precedents.ts'],
};

const VERSIONS = [
  {
    name: 'RULES_VERSION',
    file: 'src/ingestion/extract/rules-version.ts',
    entries: ['src/ingestion/extract/experience-extractor.ts', ...Object.values(BEHIND_THE_RULES).flat()],
    left: BESIDE_THE_RULES,
  },
  {
    name: 'PIPELINE_VERSION',
    file: 'src/application/index/pipeline-version.ts',
    entries: ['src/application/index/index-experience.ts', ...Object.values(BEHIND_THE_PIPELINE).flat()],
    left: [],
  },
];

const isCheck = process.argv.includes('--check');
for (const { name, file, entries, left } of VERSIONS) {
  const content = `// Written by \`npm run versions\`, from the code that it stands for.\nexport const ${name} = '${digestSources(ROOT, entries, left)}';\n`;
  if (!isCheck) writeFileSync(`${ROOT}/${file}`, content);
  else if (readFileSync(`${ROOT}/${file}`, 'utf8') !== content) {
    console.error(`${file} n’est pas à jour : lancer « npm run versions » et enregistrer le résultat`);
    process.exitCode = 1;
  }
}
