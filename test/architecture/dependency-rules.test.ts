import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const cruiser = join(process.cwd(), 'node_modules/.bin/depcruise');
const configFile = join(process.cwd(), '.dependency-cruiser.cjs');
const fixtures = join(process.cwd(), 'test/architecture/fixtures');

const configSchema = z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) });
const rules = configSchema.parse(require(configFile)).forbidden;

const resultSchema = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** Runs the cruiser in a folder with `src` and `web`, by the rules of the repository. */
async function cruise(directory: string) {
  const options = ['src', 'web', '--config', configFile, '--output-type', 'json'];
  const { stdout } = await run(cruiser, options, { cwd: directory, maxBuffer: 2 ** 26 });
  return resultSchema.parse(JSON.parse(stdout)).summary;
}

it('finds no forbidden dependency in the sources', async () => {
  const { totalCruised, violations } = await cruise(process.cwd());
  expect(violations).toEqual([]);
  // Without a TypeScript parser, the cruiser reads no file and finds no violation.
  expect(totalCruised).toBeGreaterThan(50);
});

it('finds exactly the forbidden dependencies of the fixtures', async () => {
  const { violations } = await cruise(fixtures);
  const found = violations.map(({ from, rule }) => `${from.replace('src/', '')}: ${rule.name}`);
  expect(found.toSorted()).toEqual([
    'adapters/corpus/uses-another-adapter.ts: adapters-stand-alone',
    'adapters/corpus/uses-application.ts: adapters-stand-alone',
    'adapters/corpus/uses-dev-dependency.ts: src-runs-without-dev-dependencies',
    'adapters/corpus/uses-missing-file.ts: imports-resolve',
    'adapters/corpus/uses-missing-package.ts: imports-resolve',
    'adapters/corpus/uses-test.ts: src-runs-without-tests',
    'adapters/corpus/uses-undeclared-package.ts: packages-are-declared',
    'adapters/store/drizzle-any-store.ts: few-name-the-experiences',
    'adapters/store/reading/uses-table.ts: readers-see-through-visibility',
    'adapters/store/session/uses-statement.ts: sessions-know-no-table',
    'application/browse: rooms-form-no-circle',
    'application/common/uses-room.ts: common-is-the-ground',
    'application/feedback/uses-face.ts: rooms-know-no-face',
    'application/feedback/uses-use-case.ts: use-cases-stand-side-by-side',
    'application/index: rooms-form-no-circle',
    'application/recommend/uses-adapter.ts: application-knows-ports-only',
    'application/recommend/uses-http.ts: application-knows-ports-only',
    'application/recommend/uses-npm.ts: application-knows-ports-only',
    'application/stands-in-no-room.ts: code-stands-in-a-room',
    'cli/uses-adapter.ts: cli-calls-use-cases',
    'composition/compose.ts: composition-stays-below-entries',
    'config.ts: config-parses-only',
    'config.ts: config-parses-only',
    'domain/alone.ts: no-orphans',
    'domain/needs-another-one.ts: no-cycles',
    'domain/uses-node.ts: domain-is-pure',
    'domain/uses-npm.ts: domain-is-pure',
    'domain/uses-port.ts: domain-is-pure',
    'extraction-worker.ts: worker-assembles-its-thread',
    'http/assistants/uses-route.ts: assistants-call-the-api',
    'http/plugins/uses-adapter.ts: http-calls-use-cases',
    'http/plugins/uses-port.ts: http-calls-use-cases',
    'http/plugins/uses-route.ts: answers-stand-side-by-side',
    'http/plugins/uses-web.ts: src-loads-the-built-web',
    'ingestion/extract/where/uses-french.ts: extraction-knows-no-wording',
    'ingestion/extract/where/uses-reader.ts: extraction-reads-no-page',
    'ingestion/fetch/uses-adapter.ts: ingestion-stands-alone',
    'main.ts: main-starts-only',
    'ports/uses-adapter.ts: ports-speak-of-the-domain',
    'ports/uses-npm.ts: ports-speak-of-the-domain',
    'shared-things/format.ts: code-stands-in-a-layer',
    'threads/uses-adapter.ts: threads-carry-any-call',
    'web/component/uses-page.ts: component-knows-no-page',
    'web/page/browse: web-folders-have-no-cycle',
    'web/page/layout/uses-a-page.ts: layout-knows-no-page',
    'web/page/map: web-folders-have-no-cycle',
    'web/page/search/form/uses-answer.ts: search-rooms-are-floors',
    'web/page/uses-domain.ts: web-stands-alone',
    'web/page: web-folders-have-no-cycle',
    'web/question/uses-component.ts: web-question-is-shared',
  ]);
  expect(new Set(violations.map(({ rule }) => rule.name))).toEqual(new Set(rules.map(({ name }) => name)));
});

it('explains each rule', () => {
  expect(rules.filter(({ comment }) => comment.length < 60)).toEqual([]);
});
