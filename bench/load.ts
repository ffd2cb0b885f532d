/**
 * `npm run bench:load`: puts generated corpora in databases and leaves them there, to try things on.
 *   --sizes 1000,10000,100000   numbers of passages; one database each, `essaimage_bench_<size>`
 *   --database-url URL          server whose user may create databases; DATABASE_URL by default
 *   --embedded FOLDER           embedded databases instead, in FOLDER/<size>
 *   --seed N
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { generateCorpus } from './corpus/generate-corpus.ts';
import { openServiceParts } from './corpus/service-parts.ts';
import { loadStarters } from './corpus/starters.ts';
import { DEFAULT_SEED, sizesSchema } from './loading/corpus-options.ts';
import { loadCorpus } from './loading/load-corpus.ts';
import { createProgress, inSeconds, say } from './loading/progress.ts';
import { openServer } from './loading/server-databases.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string' },
    'database-url': { type: 'string' },
    embedded: { type: 'string' },
    seed: { type: 'string' },
  },
});
const sizes = sizesSchema.parse(values.sizes);
const seed = z.coerce.number().int().default(DEFAULT_SEED).parse(values.seed);
const url = values['database-url'] ?? process.env.DATABASE_URL;
if (url === undefined && values.embedded === undefined) {
  throw new Error('Donnez --database-url, DATABASE_URL ou --embedded.');
}

const server = url === undefined || values.embedded !== undefined ? null : await openServer(url);
const parts = await openServiceParts();
try {
  const starters = await loadStarters(parts);
  for (const passageCount of sizes) {
    const corpus = generateCorpus(starters, { seed, passageCount, withStarters: true }, parts);
    const name = `essaimage_bench_${passageCount}`;
    const target = {
      databaseUrl: server === null ? null : await server.database(name),
      dataDirectory: join(values.embedded ?? '', String(passageCount)),
    };
    const load = () => loadCorpus(corpus, target, parts, createProgress('expériences préparées'));
    const { seconds, result } = await inSeconds(load);
    say(
      `${corpus.passageCount} passages, ${result.total} expériences dont ${result.indexed} écrites, ${seconds.toFixed(0)} s : ${target.databaseUrl ?? target.dataDirectory}`,
    );
  }
} finally {
  await parts.close();
  await server?.close();
}
