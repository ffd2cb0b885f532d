import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { STRICT_POLICY } from '../../src/domain/import-job/import-job.ts';
import { clientOf } from '../http/http-client.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';
import { type Measures, readMeasures, seriesValue } from './read-measures.ts';
import { readPromql } from './read-promql.ts';

const ALERTS = fileURLToPath(new URL('../../docs/operations/alerts.yaml', import.meta.url));
const CASES = fileURLToPath(new URL('alerts-cases.yaml', import.meta.url));
const DASHBOARD = fileURLToPath(new URL('../../docs/operations/grafana-dashboard.json', import.meta.url));
const EXPLANATIONS = fileURLToPath(new URL('../../docs/operations/watching.md', import.meta.url));
const MEASURE_NAME = /(?<=`)(?:essaimage|http|nodejs|process)_[a-z0-9_]+(?=[`{])/g;
/** Measures that node_exporter gives, the service's own files among them. */
const OF_MACHINE = readMeasures(`
node_filesystem_avail_bytes{fstype="ext4",mountpoint="/"} 1
node_filesystem_size_bytes{fstype="ext4",mountpoint="/"} 1
essaimage_backup_last_success_timestamp_seconds 1
essaimage_certificate_end_timestamp_seconds 1`);
const READER = { actor: 'ess_watch', audience: 'members' } as const;

const alertsSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() }),
  ),
});

let application: Application;

const measure = async () => (await clientOf(application.app).get('/metrics')).text;
const ask = (priorities: string) =>
  clientOf(application.app).get(
    `/v1/recommendations?territory=35236&priorities=${encodeURIComponent(priorities)}`,
  );

function fiche(id: string, access: string, title = `Zyxomil ${id}`) {
  const summary = 'La commune ouvre une épicerie solidaire avec une association. Elle y vend des légumes.';
  const source = { title, url: `https://example.org/${id}`, publisher: 'Commune', date: '2021' };
  return {
    id,
    title,
    summary,
    territories: [{ name: 'Rennes', kind: 'commune', code: '35238' }],
    year: 2021,
    themes: [],
    levers: [],
    source,
    access,
  };
}

async function runImport(name: string, content: string): Promise<string> {
  const bytes = new TextEncoder().encode(content);
  const origin = { kind: 'content', name, isNamed: true, mediaType: null, bytes } as const;
  const { id } = await application.essaimage.imports.request(
    origin,
    { isDryRun: false, policy: STRICT_POLICY },
    READER,
  );
  const state = async () => (await application.essaimage.imports.get(id, READER)).state;
  await vi.waitUntil(async () => !['queued', 'running'].includes(await state()), { timeout: 120_000 });
  return state();
}

beforeAll(async () => {
  application = await startApplication();
  application.startImportJobs();
}, START_TIMEOUT_MS);
afterAll(() => application?.close());

describe('measures', () => {
  it('count the questions by status, and time each stage', async () => {
    expect((await ask('ouvrir une épicerie solidaire')).body.status).toBe('ok');
    expect((await ask('recette de la blanquette de veau à l’ancienne')).body.status).toBe('no_match');
    const text = await measure();
    for (const status of ['ok', 'no_match'])
      expect(seriesValue(text, `essaimage_recommendations_total{status="${status}"}`)).toBe(1);
    const timesOf = (stage: string) =>
      seriesValue(text, `essaimage_stage_duration_seconds_count{stage="${stage}"}`);
    for (const stage of ['embed-question', 'retrieve', 'rank', 'choose', 'read-contents', 'explain'])
      expect(timesOf(stage), stage).toBe(2);
  });

  it('give the index served and its date, and count only public experiences', async () => {
    const ready = (await clientOf(application.app).get('/health/ready')).body;
    const total = (await clientOf(application.app).get('/v1/experiences?limit=1')).body.total;
    const text = await measure();
    expect(text).toContain(`essaimage_index_info{version="${ready.index}",model="${ready.model}"} 1`);
    expect(seriesValue(text, 'essaimage_ready')).toBe(1);
    expect(seriesValue(text, 'essaimage_index_experiences')).toBe(total);
    const changedAt = seriesValue(text, 'essaimage_index_changed_timestamp_seconds');
    expect(changedAt).toBeGreaterThan(1.7e9);
    expect(changedAt).toBeLessThanOrEqual(Date.now() / 1000);
    await vi.waitUntil(async () => seriesValue(await measure(), 'essaimage_index_recall') === 1, 60_000);
  });

  it('count refusals by code, from zero', async () => {
    await clientOf(application.app).get('/v1/levers/nulle-part');
    const text = await measure();
    expect(seriesValue(text, 'essaimage_http_problems_total{code="lever-not-found"}')).toBe(1);
    for (const code of ['overloaded', 'rate-limited', 'closing', 'deadline-exceeded'])
      expect(seriesValue(text, `essaimage_http_problems_total{code="${code}"}`), code).not.toBeNaN();
  });

  it('count imports by outcome, time their stages, and reveal nothing for members', async () => {
    const page = readFileSync(new URL('../ingestion/resources/table-rows.txt', import.meta.url), 'utf8');
    const fiches = [
      fiche('zyxomil-a', 'public'),
      fiche('zyxomil-b', 'members'),
      fiche('zyxomil-c', 'members'),
    ];
    const before = await measure();
    expect(await runImport('zyxomil.json', JSON.stringify(fiches))).toBe('succeeded');
    expect(await runImport('zyxomil.json', '{')).toBe('failed');
    expect(await runImport('page.txt', page)).toBe('succeeded');
    const added = 'essaimage_import_experiences_total{change="added"}';
    const seen = (text: string) => seriesValue(text, 'essaimage_index_experiences');
    await vi.waitUntil(async () => seen(await measure()) > seen(before), { timeout: 60_000 });
    const text = await measure();
    expect(seriesValue(text, added)).toBe(seen(text) - seen(before));
    expect(seriesValue(text, 'essaimage_import_duration_seconds_count{outcome="succeeded"}')).toBe(2);
    expect(seriesValue(text, 'essaimage_import_duration_seconds_count{outcome="failed"}')).toBe(1);
    for (const stage of ['read', 'embed-passages', 'stage', 'publish'])
      expect(
        seriesValue(text, `essaimage_import_stage_duration_seconds_count{stage="${stage}"}`),
        stage,
      ).toBeGreaterThan(0);
    expect(text).not.toMatch(/zyxomil|members|épicerie/i);
    expect(text.match(/^essaimage_index_info\{/gm)).toHaveLength(1);
  });
});

/** Labels that Prometheus adds to what it scrapes. */
const OF_PROMETHEUS = ['job', 'instance'];

function problemsOf(expression: string, measures: Measures): readonly string[] {
  const { selectors, grouping } = readPromql(expression);
  const known = new Set(OF_PROMETHEUS);
  const problems: string[] = [];
  for (const { metric, wanted, labels } of selectors) {
    const owned = metric === 'up' ? new Map<string, ReadonlySet<string>>() : measures.get(metric);
    if (owned === undefined) problems.push(`no metric ${metric}`);
    for (const label of owned?.keys() ?? []) known.add(label);
    const isUnknown = (label: string) => !OF_PROMETHEUS.includes(label) && owned?.has(label) === false;
    for (const label of labels.filter(isUnknown)) problems.push(`no label ${label} on ${metric}`);
    for (const [label, value] of wanted) {
      if (owned?.get(label)?.has(value) === false) problems.push(`no ${metric}{${label}="${value}"}`);
    }
  }
  for (const label of grouping) if (!known.has(label)) problems.push(`no label ${label}`);
  return problems;
}

describe('the dashboard and the alerts', () => {
  let measures: Measures;
  const alerts = alertsSchema.parse(load(readFileSync(ALERTS, 'utf8'))).groups.flatMap(({ rules }) => rules);
  const panels = dashboardSchema.parse(JSON.parse(readFileSync(DASHBOARD, 'utf8'))).panels;
  const asked = panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [title, expr] as const),
  );
  beforeAll(async () => {
    await ask('ouvrir une épicerie solidaire');
    await runImport('seule.json', JSON.stringify([fiche('zyxomil-d', 'public')]));
    measures = new Map([...readMeasures(await measure()), ...OF_MACHINE]);
  });

  it.each(alerts)('use measures of the service: $alert', ({ expr }) => {
    expect(problemsOf(expr, measures)).toEqual([]);
  });

  it.each(asked)('show measures of the service: %s', (_title, expr) => {
    // Grafana's variables are not PromQL.
    expect(problemsOf(expr.replaceAll('$__rate_interval', '5m'), measures)).toEqual([]);
  });

  it('are explained by a document that names the measures of the service, all of them and no other', () => {
    const named = [...new Set(readFileSync(EXPLANATIONS, 'utf8').match(MEASURE_NAME))];
    expect(named.length).toBeGreaterThan(15);
    const isMeasured = (name: string) => measures.has(name) || measures.has(`${name}_count`);
    expect(named.filter((name) => !isMeasured(name))).toEqual([]);
    const own = [...measures.keys()].filter((name) => name.startsWith('essaimage_'));
    const described = (name: string) => named.includes(name.replace(/_(?:bucket|count|sum)$/, ''));
    expect(own.filter((name) => !described(name))).toEqual([]);
  });

  it('are refused when they use an unknown metric, label or value', () => {
    expect(problemsOf('rate(essaimage_stage_duration_seconds[5m])', measures)).toHaveLength(1);
    expect(problemsOf('sum by (route) (essaimage_ready)', measures)).toHaveLength(1);
    expect(problemsOf('essaimage_incidents_total{part="engine"}', measures)).toHaveLength(1);
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe.skipIf(!hasPromtool)(
  `alerts in Prometheus${hasPromtool ? '' : ' (promtool is missing: skipped)'}`,
  () => {
    it.each([
      ['are valid rules', ['check', 'rules', ALERTS]],
      ['fire in the cases of alerts-cases.yaml and only there', ['test', 'rules', CASES]],
    ])('%s', (_title, args) => {
      const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
      expect(status, stdout + stderr).toBe(0);
    });
  },
);
