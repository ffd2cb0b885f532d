/**
 * `npm run bench`: measures a recommendation, stage by stage, as the corpus grows, beside other engines.
 *   --sizes 1000,10000,100000   numbers of passages, reached by whole experiences
 *   --rounds N                  passes over the questions (default 3)
 *   --embedded-up-to N          largest corpus put in the embedded database (default 10000)
 *   --engines-up-to N           largest corpus given to the other engines (default 10000); 0 leaves them out
 *   --without-import            leaves out the import
 *   --database-url URL          server whose user may create databases; a throw-away one by default
 *   --output FOLDER             where results.json goes (default data/bench)
 *   --write-readme              rewrites the figures and plots of bench/README.md
 *   --ceiling R                 fails when HTTP over the bare vector is above R at some size
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dataFolderOf } from '../evaluation/open-service.ts';
import { replaceSection } from '../evaluation/readme.ts';
import { compose } from '../src/composition/compose.ts';
import { parseConfig } from '../src/config.ts';
import { compareNeighbours } from './corpus/compare-neighbours.ts';
import { generateCorpus } from './corpus/generate-corpus.ts';
import { openServiceParts } from './corpus/service-parts.ts';
import { loadStarters } from './corpus/starters.ts';
import { DEFAULT_SEED, sizesSchema } from './loading/corpus-options.ts';
import { type LoadTarget, loadCorpus } from './loading/load-corpus.ts';
import { createProgress, inSeconds, say } from './loading/progress.ts';
import { openServer } from './loading/server-databases.ts';
import { type ImportFigures, measureImport } from './measuring/import-throughput.ts';
import { readQuestion, readQuestions } from './measuring/questions.ts';
import { measureRecall, measureSideBySide } from './measuring/side-by-side.ts';
import { measureStages } from './measuring/stages.ts';
import { spreadOf } from './measuring/statistics.ts';
import { describeBench } from './report/markdown.ts';
import { drawEngines, drawStages } from './report/plot.ts';
import { type BenchResults, ratioOf } from './report/results.ts';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    'embedded-up-to': { type: 'string', default: '10000' },
    'engines-up-to': { type: 'string', default: '10000' },
    'without-import': { type: 'boolean', default: false },
    'database-url': { type: 'string' },
    output: { type: 'string', default: 'data/bench' },
    'write-readme': { type: 'boolean', default: false },
    ceiling: { type: 'string' },
  },
});
const sizes = sizesSchema.parse(options.sizes);
const rounds = z.coerce.number().int().min(1).parse(options.rounds);
const seed = z.coerce.number().int().default(DEFAULT_SEED).parse(options.seed);
const IMPORTED_PASSAGES = 300;

const parts = await openServiceParts();
const server = await openServer(options['database-url'] ?? process.env.DATABASE_URL ?? null);
process.once('SIGINT', () => {
  void server.close().finally(() => process.exit(130));
});
const stages: BenchResults['stages'][number][] = [];
const engines: BenchResults['engines'][number][] = [];
const recalls: BenchResults['recalls'][number][] = [];
let imports: ImportFigures | null = null;
try {
  const starters = await loadStarters(parts);
  const judged = await readQuestions();
  const neighbours = compareNeighbours(starters, seed, parts);
  for (const size of sizes) {
    say(`${size} passages`);
    const corpus = generateCorpus(starters, { seed, passageCount: size, withStarters: true }, parts);
    const targets: readonly (readonly ['postgresql' | 'embedded', LoadTarget])[] = [
      ['postgresql', { databaseUrl: await server.database(`essaimage_bench_${size}`), dataDirectory: '' }],
      ['embedded', { databaseUrl: null, dataDirectory: dataFolderOf(`bench-${size}`) }],
    ];
    for (const [backend, target] of targets) {
      if (backend === 'embedded' && size > Number(options['embedded-up-to'])) continue;
      const load = await inSeconds(() =>
        loadCorpus(corpus, target, parts, createProgress(`${backend}, expériences`)),
      );
      const service = await compose(
        parseConfig({
          EMBEDDING_TIMEOUT_MS: '60000',
          STORE_TIMEOUT_MS: '60000',
          DATA_DIR: target.dataDirectory || 'data',
          ...(target.databaseUrl === null ? {} : { DATABASE_URL: target.databaseUrl }),
        }),
      );
      try {
        const questions = [];
        for (const one of judged) questions.push(await readQuestion(one, service.recommendDependencies));
        say(`  ${backend} : ${questions.length} questions, ${rounds} tours`);
        const times = await measureStages(service, questions, rounds);
        const spreads = new Map([...times].map(([stage, ms]) => [stage, spreadOf(ms)]));
        stages.push({ backend, size, loadSeconds: load.seconds, stages: spreads });
        if (backend === 'postgresql')
          recalls.push({ size, recall: await measureRecall(corpus, service, questions) });
        if (backend === 'postgresql' && size <= Number(options['engines-up-to'])) {
          engines.push({ size, figures: await measureSideBySide(corpus, service, questions, rounds) });
        }
      } finally {
        await service.close();
      }
    }
  }
  if (!options['without-import']) {
    say('import');
    await server.drop('essaimage_bench_import');
    const chosen = { seed: seed + 1, passageCount: IMPORTED_PASSAGES, withStarters: false };
    const url = await server.database('essaimage_bench_import');
    imports = await measureImport(generateCorpus(starters, chosen, parts), url, parts);
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processeur inconnu'}, Node ${process.version}, PostgreSQL ${await server.version()}`;
  const results = {
    seed,
    rounds,
    questionCount: judged.length,
    machine,
    neighbours,
    stages,
    engines,
    recalls,
    imports,
  };
  const text = describeBench(results);
  console.log(text);
  await mkdir(options.output, { recursive: true });
  const json = JSON.stringify(
    results,
    (_key, value: unknown) => (value instanceof Map ? [...value] : value),
    1,
  );
  await writeFile(join(options.output, 'results.json'), json);
  if (options['write-readme']) {
    const here = fileURLToPath(new URL('.', import.meta.url));
    await replaceSection(join(here, 'README.md'), 'results', text);
    await writeFile(join(here, 'stages.svg'), await drawStages(results));
    await writeFile(join(here, 'engines.svg'), await drawEngines(results));
  }
  const ceiling = Number(options.ceiling ?? Number.POSITIVE_INFINITY);
  if (stages.some((figures) => ratioOf(figures, 'http') > ceiling)) {
    console.error(`Au-dessus du plafond de ${options.ceiling}.`);
    process.exitCode = 1;
  }
} finally {
  await parts.close();
  await server.close();
}
