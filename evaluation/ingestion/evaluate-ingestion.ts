/**
 * `npm run evaluate:ingestion`: measures the extraction from pages and from the starter fiches against their truth, by
 * the protocol of README.md.
 *   --details NAME  prints the misses and the false finds of one set; never of half B, on which no rule may be set
 *   --floors        fails when a measure is under its floor (floors.json)
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { createTransformersEmbedder } from '../../src/adapters/embedding/transformers-embedder.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { parseConfig } from '../../src/config.ts';
import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import {
  createExperienceExtractor,
  type ResourceExtractor,
} from '../../src/ingestion/extract/experience-extractor.ts';

import { findBrokenIngestionFloors, type MeasuredSet } from './broken-floors.ts';
import {
  addMeasures,
  MEASURES,
  type Measure,
  type Measures,
  measureExtraction,
} from './measure-extraction.ts';
import { readPage } from './read-page.ts';
import { type Form, type Half, writeStarterAccounts } from './starter-accounts.ts';
import { f1, precision, recall } from './tally.ts';
import { readMadeTruths, readTruth, type Truth } from './truth.ts';

const SETS: Readonly<Record<MeasuredSet, string>> = {
  'network-page': 'Page du réseau',
  'made-pages': 'Pages écrites pour la mesure',
  'half-a-summary': 'Fiches de départ, moitié A, résumés',
  'half-a-account': 'Fiches de départ, moitié A, récits',
  'half-b-summary': 'Fiches de départ, moitié B, résumés',
  'half-b-account': 'Fiches de départ, moitié B, récits',
};
const LABELS: Readonly<Record<Measure, string>> = {
  resources: 'ressources',
  privacy: 'confidentialité',
  experiences: 'expériences',
  territories: 'territoires',
  levers: 'leviers',
  themes: 'thèmes',
  years: 'années',
};
const PATIENT = { EMBEDDING_TIMEOUT_MS: '60000' };
/** Year of the latest text: the measure must not depend on its date. */
const CURRENT_YEAR = 2025;

const { values: options } = parseArgs({
  options: {
    details: { type: 'string' },
    floors: { type: 'boolean', default: false },
  },
});

async function extractAll(
  extractor: ResourceExtractor,
  resources: readonly Resource[],
): Promise<readonly ResourceExtraction[]> {
  const extractions: ResourceExtraction[] = [];
  for (const resource of resources) extractions.push(await extractor.extract(resource));
  return extractions;
}

async function measurePages(extractor: ResourceExtractor, truths: readonly Truth[]): Promise<Measures> {
  const measures: Measures[] = [];
  for (const truth of truths) {
    const resources = await readPage(truth.page, CURRENT_YEAR + 1);
    measures.push(measureExtraction(truth, await extractAll(extractor, resources)));
  }
  return measures.reduce(addMeasures);
}

async function measureAccounts(extractor: ResourceExtractor, half: Half, form: Form): Promise<Measures> {
  const { resources, truth } = await writeStarterAccounts(half, form);
  return measureExtraction(truth, await extractAll(extractor, resources));
}

async function measureAll(extractor: ResourceExtractor): Promise<Readonly<Record<MeasuredSet, Measures>>> {
  return {
    'network-page': await measurePages(extractor, [await readTruth()]),
    'made-pages': await measurePages(extractor, await readMadeTruths()),
    'half-a-summary': await measureAccounts(extractor, 'half-a', 'summary'),
    'half-a-account': await measureAccounts(extractor, 'half-a', 'account'),
    'half-b-summary': await measureAccounts(extractor, 'half-b', 'summary'),
    'half-b-account': await measureAccounts(extractor, 'half-b', 'account'),
  };
}

function printMeasures(title: string, measures: Measures): void {
  const figure = (value: number) => value.toFixed(3).replace('.', ',').padStart(9);
  console.log(`\n${title.padEnd(38)}précision   rappel       F1   justes  manqués  en trop`);
  for (const name of MEASURES) {
    const tally = measures[name];
    const counts = [tally.right, tally.missed, tally.wrong].map(({ length }) => String(length).padStart(9));
    const figures = [precision(tally), recall(tally), f1(tally)].map(figure);
    console.log(`  ${LABELS[name].padEnd(36)}${figures.join('')}${counts.join('')}`);
  }
}

function printDetails(measures: Measures): void {
  for (const name of MEASURES) {
    for (const line of measures[name].missed) console.log(`manqué   ${LABELS[name]} — ${line}`);
    for (const line of measures[name].wrong) console.log(`en trop  ${LABELS[name]} — ${line}`);
  }
}

const config = parseConfig({ ...PATIENT, ...process.env });
const embedder = await createTransformersEmbedder(config.embedding);
try {
  const extractor = createExperienceExtractor({
    gazetteer: await createOfficialGazetteer(),
    taxonomy: await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url))),
    embedder,
    currentYear: CURRENT_YEAR,
  });
  const measured = await measureAll(extractor);
  for (const name of Object.keys(SETS) as MeasuredSet[]) {
    printMeasures(SETS[name], measured[name]);
    if (options.details === name && !name.startsWith('half-b')) printDetails(measured[name]);
  }
  const broken = options.floors ? await findBrokenIngestionFloors(measured) : [];
  for (const sentence of broken) console.error(`Sous le plancher — ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await embedder.close();
}
