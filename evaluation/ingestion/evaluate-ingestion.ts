/**
 * `npm run evaluate:ingestion`: measures what is drawn from the page of pages/ against truth.json, by
 * the protocol of README.md.
 *   --details   each thing that was missed, and each that should not have been found
 *   --floors    fails when a measure is under its floor (floors.json)
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { parseConfig } from '../../src/config.ts';
import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { createExperienceExtractor } from '../../src/ingestion/extract/experience-extractor.ts';
import { findBrokenIngestionFloors } from './broken-floors.ts';
import { MEASURES, type Measures, measureExtraction } from './measure-extraction.ts';
import { readPage } from './read-page.ts';
import { f1, precision, recall } from './tally.ts';
import { readTruth } from './truth.ts';

const LABELS: Readonly<Record<(typeof MEASURES)[number], string>> = {
  resources: 'ressources',
  privacy: 'confidentialité',
  experiences: 'expériences',
  territories: 'territoires',
  levers: 'leviers',
  themes: 'thèmes (pour information)',
  years: 'années (pour information)',
};
const PATIENT = { EMBEDDING_TIMEOUT_MS: '60000' };
/** The page was published in 2021; nothing in it may depend on the day of the measure. */
const CURRENT_YEAR = 2021;

const { values: options } = parseArgs({
  options: {
    details: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
  },
});

async function extractAll(resources: readonly Resource[]): Promise<readonly ResourceExtraction[]> {
  const config = parseConfig({ ...PATIENT, ...process.env });
  const embedder = await createTransformersEmbedder(config.embedding);
  try {
    const extractor = createExperienceExtractor({
      gazetteer: await createOfficialGazetteer(),
      taxonomy: await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url))),
      embedder,
      currentYear: CURRENT_YEAR,
    });
    const extractions: ResourceExtraction[] = [];
    for (const resource of resources) extractions.push(await extractor.extract(resource));
    return extractions;
  } finally {
    await embedder.close();
  }
}

function printMeasures(measures: Measures): void {
  const figure = (value: number) => value.toFixed(3).replace('.', ',').padStart(9);
  console.log(`${''.padEnd(28)}précision   rappel       F1   justes  manqués  en trop`);
  for (const name of MEASURES) {
    const tally = measures[name];
    const counts = [tally.right, tally.missed, tally.wrong].map(({ length }) => String(length).padStart(9));
    const figures = [precision(tally), recall(tally), f1(tally)].map(figure);
    console.log(`${LABELS[name].padEnd(28)}${figures.join('')}${counts.join('')}`);
  }
}

function printDetails(measures: Measures): void {
  for (const name of MEASURES) {
    for (const line of measures[name].missed) console.log(`manqué   ${LABELS[name]} — ${line}`);
    for (const line of measures[name].wrong) console.log(`en trop  ${LABELS[name]} — ${line}`);
  }
}

const truth = await readTruth();
const measures = measureExtraction(truth, await extractAll(await readPage(truth.page, CURRENT_YEAR + 1)));
printMeasures(measures);
if (options.details) printDetails(measures);
const broken = options.floors ? await findBrokenIngestionFloors(measures) : [];
for (const sentence of broken) console.error(`Sous le plancher — ${sentence}`);
if (broken.length > 0) process.exitCode = 1;
