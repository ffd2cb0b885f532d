import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { type EssaimageProcess, runEssaimage, startEssaimage } from '../cli/essaimage-process.ts';
import { prepareInstallation } from '../cli/small-corpus.ts';
import { type CollectedSpan, openCollector } from './collector.ts';

// Each service opens the real model and the real database; the machine may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const REQUEST_ID = '5f0c7c1d-93f1-4b4e-9d2a-0b6f3c1e8a77';
const PARENT = 'b7ad6b7169203331';
const HEADERS = {
  traceparent: `00-${TRACE}-${PARENT}-01`,
  tracestate: 'zyxomil=trace',
};

let installation: Awaited<ReturnType<typeof prepareInstallation>>;
let token: string;
beforeAll(async () => {
  installation = await prepareInstallation();
  const environment = installation.environment('data');
  const { stdout } = await runEssaimage(
    ['keys', 'create', '--scope', 'read:members', '--scope', 'import', '--label', 'x'],
    environment,
  );
  token = /ess_[0-9a-f]{12}\.[\w-]{43}/.exec(stdout)?.[0] ?? '';
});
afterAll(() => rm(installation.root, { recursive: true, force: true }));

interface Served {
  readonly address: string;
  readonly running: EssaimageProcess;
}

async function serve(variables: Readonly<Record<string, string>>): Promise<Served> {
  const base = installation.environment('data');
  const running = startEssaimage(['serve'], {
    ...base,
    PORT: '0',
    OTEL_BSP_SCHEDULE_DELAY: '50',
    ...variables,
  });
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  const [, address = ''] = await running.untilSaid(/Essaimage est prêt : (\S+)/);
  return { address, running };
}

const ask = ({ address }: Served, requestId = REQUEST_ID) =>
  fetch(`${address}/v1/recommendations?territory=35236&priorities=Zyxomil%20%C3%A9picerie%20solidaire`, {
    headers: { ...HEADERS, 'x-request-id': requestId },
  });

function logLines({ running }: Served): readonly Record<string, unknown>[] {
  const lines = running.written().stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** Asks for the import of a fiche, and returns its id. */
async function importFiche({ address }: Served): Promise<string | undefined> {
  const title = 'Zyxomil ouvre une épicerie';
  const source = { title, url: 'https://example.org/z', publisher: 'Commune', date: '2021' };
  const fiche = {
    id: 'zyxomil',
    title,
    summary: `${title}.`,
    territories: [{ name: 'Rennes', kind: 'commune', code: '35238' }],
    year: 2021,
    themes: [],
    levers: [],
  };
  const response = await fetch(`${address}/v1/imports?name=zyxomil.json`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ ...fiche, source, access: 'members' }]),
  });
  expect(response.status).toBe(202);
  return response.headers.get('location')?.split('/').at(-1);
}

it('sends a span for each request, in the trace of the client, for each import and for their stages, without their words', async () => {
  const collector = await openCollector();
  onTestFinished(() => collector.close());
  const served = await serve({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_SERVICE_NAME: 'essaimage-essai',
  });
  expect((await ask(served)).status).toBe(200);
  const named = (name: string) => collector.spans().find((span) => span.name === name);
  await vi.waitUntil(() => named('GET /v1/recommendations') !== undefined, { timeout: 60_000 });

  const request = named('GET /v1/recommendations');
  expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
  expect(request?.attributes).toEqual({
    'http.request.method': 'GET',
    'http.route': '/v1/recommendations',
    'http.response.status_code': 200,
    'essaimage.request_id': REQUEST_ID,
  });
  const isChild = ({ parentSpanId }: CollectedSpan) => parentSpanId === request?.spanId;
  const stages = collector
    .spans()
    .filter(isChild)
    .map(({ name }) => name);
  expect(stages).toEqual(
    expect.arrayContaining(['embed-question', 'retrieve', 'rank', 'choose', 'read-contents', 'explain']),
  );
  expect(collector.resources()[0]).toMatchObject({ 'service.name': 'essaimage-essai' });
  expect(new Set(collector.paths)).toEqual(new Set(['/v1/traces']));
  expect(collector.bodies.join('')).not.toMatch(/zyxomil|picerie|35236/i);

  const line = logLines(served).find(({ msg, requestId }) => msg === 'request' && requestId === REQUEST_ID);
  expect(line).toMatchObject({ traceId: TRACE, route: '/v1/recommendations', status: 200 });

  const id = await importFiche(served);
  const root = () => collector.spans().find(({ name }) => name === 'import');
  await vi.waitUntil(() => root() !== undefined, { timeout: 120_000 });
  const ended = logLines(served).find(({ msg }) => msg === 'import');
  expect(ended).toMatchObject({ importId: id, outcome: 'succeeded', code: null, level: 30 });
  expect(root()?.attributes).toEqual({ 'essaimage.import_id': id });
  const children = collector.spans().filter(({ parentSpanId }) => parentSpanId === root()?.spanId);
  expect(children.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['read', 'embed-passages', 'stage', 'publish']),
  );
  expect(JSON.stringify(logLines(served)) + collector.bodies.join('')).not.toMatch(/zyxomil/i);
});

it('sends in protobuf by default, answers and stops normally when the collector refuses or is down, and reports it once', async () => {
  const collector = await openCollector();
  onTestFinished(() => collector.close());
  const served = await serve({
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`,
  });
  await ask(served, 'Zyxomil');
  await vi.waitUntil(() => collector.bodies.some((body) => body.includes('embed-question')), {
    timeout: 60_000,
  });
  expect(new Set(collector.types)).toEqual(new Set(['application/x-protobuf']));
  expect(collector.bodies.join('')).not.toMatch(/zyxomil/i);
  collector.refuse();
  for (let turn = 0; turn < 3; turn += 1) {
    const sent = collector.paths.length;
    expect((await ask(served)).status).toBe(200);
    await vi.waitUntil(() => collector.paths.length > sent, { timeout: 60_000 });
  }
  const measures = await (await fetch(`${served.address}/metrics`)).text();
  expect(measures).toContain('essaimage_incidents_total{part="traces"} 1');
  expect(logLines(served).filter(({ msg, what }) => msg === 'incident' && what === 'traces')).toHaveLength(1);
  // The collector is down: the last spans cannot be sent.
  await collector.close();
  await ask(served);
  served.running.child.kill('SIGTERM');
  const { signal, stderr } = await served.running.ended;
  expect(signal).toBeNull();
  expect(stderr).not.toContain('Erreur inattendue');
  expect(logLines(served).some(({ msg }) => msg === 'uncaught')).toBe(false);
});

/** Lists the OpenTelemetry packages that the telemetry loads, in a process of its own. */
function loadedPackages(traceProtocol: 'http/json' | null): readonly string[] {
  const script = `
    import { Module } from 'node:module';
    const { createServiceTelemetry } = await import('./src/adapters/telemetry/create-service-telemetry.ts');
    const traceProtocol = ${JSON.stringify(traceProtocol)};
    await createServiceTelemetry(traceProtocol, '0', () => {});
    console.log(Object.keys(Module._cache).join('\\n'));
    process.exit(0);
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return [...new Set(Array.from(stdout.matchAll(/@opentelemetry\/([\w-]+)/g), ([, name = '']) => name))];
}

it('loads only the OpenTelemetry interfaces that the measures use when traces are off', () => {
  expect(loadedPackages(null)).toEqual(['api']);
  expect(loadedPackages('http/json')).toEqual(
    expect.arrayContaining(['sdk-trace-base', 'otlp-exporter-base']),
  );
});
