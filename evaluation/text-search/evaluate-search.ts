/**
 * `npm run evaluate:search`: measures the search by words against judgments of every fiche (queries.json).
 *   --details  prints, for each query, the wrong ones among its first ten results, and the missed ones
 *   --floors   fails when a measure is under its floor (floors.json)
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { mean } from '../../bench/measuring/statistics.ts';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { readCorpus } from '../corpus.ts';
import { formatValue } from '../figures.ts';
import { precision, recall } from '../metrics.ts';
import { openService } from '../open-service.ts';
import { readJson } from '../read-json.ts';

const FOLDER = 'text-search';
const FIRST = 10;
/** Results read of a query; more would not be read by a person either. */
const MOST = 100;

const querySchema = z.strictObject({ query: z.string(), relevant: z.array(z.string()).min(1) });
const floorsSchema = z.strictObject({ precision: z.number(), recall: z.number() });
type Floors = z.infer<typeof floorsSchema>;

const { values: options } = parseArgs({
  options: { details: { type: 'boolean', default: false }, floors: { type: 'boolean', default: false } },
});

const here = (file: string) => new URL(file, import.meta.url);

/** Leaves out judged fiches that the corpus does not hold, and queries that have no other. */
async function readQueries() {
  const held = new Set((await readCorpus()).fiches.map(({ id }) => id));
  return (await readJson(here('queries.json'), z.array(querySchema)))
    .map(({ query, relevant }) => ({ query, relevant: new Set(relevant.filter((id) => held.has(id))) }))
    .filter(({ relevant }) => relevant.size > 0);
}

async function search(searchExperiences: Essaimage['searchExperiences'], text: string) {
  const request = { text, filter: {}, place: null, sort: 'relevance', after: null, limit: MOST } as const;
  const { items, total } = await searchExperiences({ ...request, audience: 'members' });
  return { ids: items.map(({ id }) => id), total };
}

/** Precision over the first results, ten at most; 0 without result. */
function measure(ids: readonly string[], relevant: ReadonlySet<string>) {
  return {
    precision: precision(ids, relevant, Math.max(1, Math.min(FIRST, ids.length))),
    recall: recall(ids, relevant, MOST),
  };
}

const queries = await readQueries();
const service = await openService(FOLDER);
const measures: Floors[] = [];
try {
  for (const { query, relevant } of queries) {
    const { ids, total } = await search(service.essaimage.searchExperiences, query);
    const found = measure(ids, relevant);
    measures.push(found);
    if (!options.details) continue;
    console.log(
      `${query} : précision ${formatValue(found.precision)}, rappel ${formatValue(found.recall)}, ${total} trouvées`,
    );
    for (const id of ids.slice(0, FIRST)) if (!relevant.has(id)) console.log(`  en trop  ${id}`);
    for (const id of relevant) if (!ids.includes(id)) console.log(`  manquée  ${id}`);
  }
} finally {
  await service.close();
}

const means: Floors = {
  precision: mean(measures.map((found) => found.precision)),
  recall: mean(measures.map((found) => found.recall)),
};
console.log(
  `${queries.length} requêtes : précision@10 ${formatValue(means.precision)}, rappel ${formatValue(means.recall)}`,
);
const floors = await readJson(here('floors.json'), floorsSchema);
for (const [name, key] of [
  ['précision@10', 'precision'],
  ['rappel', 'recall'],
] as const) {
  if (!options.floors || means[key] >= floors[key]) continue;
  console.error(
    `Sous le plancher — ${name} : ${formatValue(means[key])}, plancher ${formatValue(floors[key])}`,
  );
  process.exitCode = 1;
}
