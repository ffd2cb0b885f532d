/**
 * `npm run evaluate:ingestion`: measures the extraction from pages and from the starter fiches against their truth, by
 * the protocol of README.md.
 *   --details NAME  prints the misses and the false finds of one set; never of half B nor of the sites kept
 *                   apart, on which no rule may be set
 *   --floors        fails when a measure is under its floor (floors.json)
 *   --truth FILE    measures the pages of another truth instead, by group and at both thresholds of confidence
 *   --json OUT      with --truth, writes the figures and each miss
 */
import { writeFile } from 'node:fs/promises';
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

import { findBrokenIngestionFloors, MEASURED_SETS, type MeasuredSet } from './broken-floors.ts';
import {
  figuresOfAll,
  MEASURES,
  type Measures,
  measureExtraction,
  sumMeasures,
} from './measure-extraction.ts';
import { keepAbove, measureTruths, THRESHOLDS, type TruthReport } from './measure-truth.ts';
import { labelOf, printFigures } from './print-measures.ts';
import { readPage } from './read-page.ts';
import { type Form, type Half, writeStarterAccounts } from './starter-accounts.ts';
import {
  MADE_TRUTHS,
  readTruths,
  TRUTH_OF_OWN_SITES,
  TRUTH_OF_THE_NETWORK,
  type Truth,
  UnreadableTruth,
} from './truth.ts';

const SETS: Readonly<Record<MeasuredSet, string>> = {
  'network-page': 'Page du réseau',
  'made-pages': 'Pages écrites pour la mesure',
  'own-sites': 'Sites de collectivités, tenus à part',
  'half-a-summary': 'Fiches de départ, moitié A, résumés',
  'half-a-account': 'Fiches de départ, moitié A, récits',
  'half-b-summary': 'Fiches de départ, moitié B, résumés',
  'half-b-account': 'Fiches de départ, moitié B, récits',
};
/** Sets that no rule may be set on. */
const HIDDEN = /^(?:half-b|own-sites)/;
const PATIENT = { EMBEDDING_TIMEOUT_MS: '60000' };
/** Year of the latest text: the measure must not depend on its date. */
const CURRENT_YEAR = 2025;

const THRESHOLD_LABELS = { publish: 'à publier', queue: 'à relire' } as const;

const { values: options } = parseArgs({
  options: {
    details: { type: 'string' },
    floors: { type: 'boolean', default: false },
    truth: { type: 'string' },
    json: { type: 'string' },
  },
});

async function extractAll(
  extractor: ResourceExtractor,
  resources: readonly Resource[],
): Promise<readonly ResourceExtraction[]> {
  const extractions: ResourceExtraction[] = [];
  for (const resource of resources) {
    extractions.push(keepAbove(await extractor.extract(resource), THRESHOLDS.publish));
  }
  return extractions;
}

async function measurePages(extractor: ResourceExtractor, files: readonly string[]): Promise<Measures> {
  const measures: Measures[] = [];
  const read = await Promise.all(files.map(readTruths));
  for (const truth of read.flatMap(({ truths }) => truths)) {
    const resources = await readPage(truth.page, CURRENT_YEAR + 1);
    measures.push(measureExtraction(truth, await extractAll(extractor, resources)));
  }
  return sumMeasures(measures);
}

async function measureAccounts(extractor: ResourceExtractor, half: Half, form: Form): Promise<Measures> {
  const { resources, truth } = await writeStarterAccounts(half, form);
  return measureExtraction(truth, await extractAll(extractor, resources));
}

async function measureAll(extractor: ResourceExtractor): Promise<Readonly<Record<MeasuredSet, Measures>>> {
  return {
    'network-page': await measurePages(extractor, [TRUTH_OF_THE_NETWORK]),
    'made-pages': await measurePages(extractor, MADE_TRUTHS),
    'own-sites': await measurePages(extractor, [TRUTH_OF_OWN_SITES]),
    'half-a-summary': await measureAccounts(extractor, 'half-a', 'summary'),
    'half-a-account': await measureAccounts(extractor, 'half-a', 'account'),
    'half-b-summary': await measureAccounts(extractor, 'half-b', 'summary'),
    'half-b-account': await measureAccounts(extractor, 'half-b', 'account'),
  };
}

function printDetails(measures: Measures): void {
  for (const name of MEASURES) {
    for (const line of measures[name].missed) console.log(`manqué   ${labelOf(name)} — ${line}`);
    for (const line of measures[name].wrong) console.log(`en trop  ${labelOf(name)} — ${line}`);
  }
}

async function measureKnownSets(extractor: ResourceExtractor): Promise<void> {
  const measured = await measureAll(extractor);
  for (const name of MEASURED_SETS) {
    printFigures(SETS[name], figuresOfAll(measured[name]));
    if (options.details === name && !HIDDEN.test(name)) printDetails(measured[name]);
  }
  const broken = options.floors ? await findBrokenIngestionFloors(measured) : [];
  for (const sentence of broken) console.error(`Sous le plancher — ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
}

function printReport({ overall, groups, refused }: TruthReport): void {
  const summaries = [...Object.entries(groups), ['Ensemble', overall] as const];
  for (const [name, { pageCount, figures }] of summaries) {
    for (const threshold of ['publish', 'queue'] as const) {
      const least = `${THRESHOLD_LABELS[threshold]}, ≥ ${String(THRESHOLDS[threshold]).replace('.', ',')}`;
      printFigures(`${name} (${pageCount}), ${least}`, figures[threshold]);
    }
  }
  for (const { page, reason } of refused) console.log(`\nPage refusée — ${page} : ${reason}`);
}

/** Returns the latest year of a truth, so that its measure does not depend on the date. */
function latestYear(truths: readonly Truth[]): number {
  const resources = truths.flatMap((truth) => truth.resources);
  const dates = resources.flatMap(({ date }) => (typeof date === 'string' ? Number(date.slice(0, 4)) : []));
  const years = resources.flatMap(({ experiences }) => experiences.flatMap((one) => one.years));
  return Math.max(CURRENT_YEAR, ...dates, ...years);
}

const config = parseConfig({ ...PATIENT, ...process.env });

async function withExtractor(
  year: number,
  run: (extractor: ResourceExtractor) => Promise<void>,
): Promise<void> {
  const embedder = await createTransformersEmbedder(config.embedding);
  try {
    const extractor = createExperienceExtractor({
      gazetteer: await createOfficialGazetteer(),
      taxonomy: await loadTaxonomy(fileURLToPath(new URL('../../corpus', import.meta.url))),
      embedder,
      currentYear: year,
    });
    await run(extractor);
  } finally {
    await embedder.close();
  }
}

async function measureTruthFile(file: string): Promise<void> {
  const { truths, ignored } = await readTruths(file);
  for (const sentence of ignored) console.error(`${file}, ${sentence}`);
  const year = latestYear(truths);
  await withExtractor(year, async (extractor) => {
    const report = await measureTruths(truths, { extractor, readPage: (path) => readPage(path, year + 1) });
    printReport(report);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  });
}

try {
  if (options.truth !== undefined) await measureTruthFile(options.truth);
  else if (options.json !== undefined) throw new UnreadableTruth('--json demande --truth FICHIER');
  else await withExtractor(CURRENT_YEAR, measureKnownSets);
} catch (error) {
  if (!(error instanceof UnreadableTruth)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
