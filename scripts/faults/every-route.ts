/**
 * Sends each route of the application its dearest request, as fast as it is taken, from one address, while visitors at
 * others ask usual things: none may wait a second nor be refused.
 *
 *   npm run faults -- every-route                   three seconds a route
 *   npm run faults -- every-route --seconds 1       the short form, of continuous integration
 *   npm run faults -- every-route --only recommendations
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { DeclaredRoute } from '../../src/http/plugins/access.ts';
import { builtPages, OPEN_OPERATOR } from '../../test/http/start-application.ts';
import { stubApplication } from '../../test/http/stub-application.ts';
import { type Answer, exchange, tally, tallyAnswers, timeOf } from './clients.ts';
import { dearestRequest, FICHE } from './dearest-requests.ts';
import { createFaultReport } from './report.ts';
import { createImportKey, startService } from './service-process.ts';
import { nextQuestion } from './traffic.ts';

const CONNECTIONS = 32;
const PATIENCE_MS = 1_000;
/** A visit alone may be long where other programs run: patience is that many of the longest one. */
const PATIENCE_IN_VISITS = 10;
const ALONE_MS = 3_000;
/** Time between two visits. */
const PAUSE_MS = 100;
const SCOPES = ['import', 'read:members', 'admin'];
/** Routes that are off by default. */
const EVERYTHING_OPEN = { CONTRIBUTIONS: 'true', BLIND_SPOTS: 'true', ENTRUSTED_QUESTIONS: 'true' };
/** Routes whose visitors waited longest, which the report shows. */
const SHOWN = 10;
/** Statuses of a request that is not the dearest one, since it is refused before any work. */
const MALFORMED = /\b(?:400|401|403|415|422) ×/;
/** Refusals after which a route has reached its limit. */
const ENOUGH_REFUSALS = 40;

const attackSchema = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  content: z.string(),
  from: z.string(),
  ms: z.number(),
});
type Attack = z.output<typeof attackSchema>;

/** Sends the same request over many connections of one address; returns how many of each status came. */
async function attack({ url, method, headers, content, from, ms }: Attack): Promise<string> {
  const agent = new Agent({ keepAlive: true, localAddress: from });
  const signal = AbortSignal.timeout(ms);
  setMaxListeners(CONNECTIONS, signal);
  const statuses: string[] = [];
  let sent = 0;
  const send = async () => {
    while (!signal.aborted && statuses.filter((each) => each === '429').length < ENOUGH_REFUSALS) {
      const serial = `${from.replaceAll('.', '')}${sent++}`;
      const asking = request(url.replaceAll('§', serial), { method, headers, agent, signal });
      asking.on('error', () => {}).end(content.replaceAll('§', serial));
      try {
        const [answer] = await once(asking, 'response');
        await text(answer);
        statuses.push(String(answer.statusCode));
      } catch {
        if (!signal.aborted) statuses.push('rompue');
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, send));
  agent.destroy();
  return tally(statuses);
}

if (process.send !== undefined) {
  setPriority(10);
  process.once('disconnect', () => process.exit());
  process.on('message', async (message) => process.send?.(await attack(attackSchema.parse(message))));
} else await tryEveryRoute();

/** Returns the routes that the application declares, with all that is off by default. */
async function readRoutes(): Promise<readonly DeclaredRoute[]> {
  const app = await stubApplication({}, {}, { web: await builtPages(), operator: OPEN_OPERATOR });
  const routes = app.declaredRoutes.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
  await app.close();
  // Imports go on after their answer: last, so that they delay no other trial.
  const isImport = ({ method, url }: DeclaredRoute) =>
    method === 'POST' && ['/v1/imports', '/redaction'].includes(url);
  return [...routes.filter((each) => !isImport(each)), ...routes.filter(isImport)];
}

/** Opens a session of editors; returns its cookie and the token of its forms. */
async function signIn(address: string, key: string) {
  const body = new URLSearchParams({ cle: key });
  const headers = { origin: address };
  const opened = await fetch(`${address}/redaction/connexion`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
  });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await (await fetch(`${address}/redaction`, { headers: { cookie } })).text();
  return { cookie, token: /name="jeton" value="([^"]+)"/.exec(page)?.[1] ?? '' };
}

type Editor = Awaited<ReturnType<typeof signIn>> & { readonly key: string };

function prepare(route: DeclaredRoute, address: string, { cookie, token, key }: Editor) {
  const { url, body } = dearestRequest(route);
  const isForm = body instanceof URLSearchParams;
  if (isForm && route.access === 'session') body.set('jeton', token);
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const isPage = isForm || !/^\/(?:v1|mcp)/.test(url);
  return {
    url: `${address}${url}`,
    method: route.method,
    headers: {
      accept: isPage ? 'text/html,*/*' : 'application/json, text/event-stream',
      ...(route.access === 'session' ? { cookie } : {}),
      ...(route.access.startsWith('scope:') ? { authorization: `Bearer ${key}` } : {}),
      ...(isForm ? { origin: address } : {}),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    content: body === undefined ? '' : isForm ? String(body) : JSON.stringify(body),
  };
}

/** Visits from one address until the signal aborts. */
async function visit(signal: AbortSignal, address: string, from: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  while (!signal.aborted) {
    for (const path of [nextQuestion(), `/experiences/${FICHE}`, '/v1/territories?q=rennes']) {
      answers.push(await exchange(`${address}${path}`, { from }));
      await sleep(PAUSE_MS);
    }
  }
  return answers;
}

/** Creates a key with every scope: each has its own limit. */
async function createKey(address: string, key: string, from: string): Promise<string> {
  const content = { label: 'Chaque route', scopes: SCOPES };
  const { body } = await exchange(`${address}/v1/keys`, { method: 'POST', token: key, content, from });
  return z.object({ token: z.string() }).parse(body).token;
}

interface Outcome {
  readonly name: string;
  /** Answers that the attacker got. */
  readonly seen: string;
  readonly visits: readonly Answer[];
  readonly longestMs: number;
  /** How long a visitor might wait. */
  readonly patienceMs: number;
  readonly isKept: boolean;
}

/** Returns what tries a route, once more when a visitor waited: other programs may have taken the machine since. */
function createTrial(
  address: string,
  attacker: ChildProcess,
  { ms, key }: { readonly ms: number; readonly key: string },
) {
  let tried = 0;
  return async function tryRoute(
    route: DeclaredRoute,
    patienceMs: number = PATIENCE_MS,
    isLast = false,
  ): Promise<Outcome> {
    tried += 1;
    const host = `${tried >> 7}.${(tried & 127) + 1}`;
    const isPublic = route.access === 'open' || route.access === 'read';
    const own = isPublic ? key : await createKey(address, key, `127.3.${host}`);
    const session = route.access === 'session' ? await signIn(address, own) : { cookie: '', token: '' };
    const ending = new AbortController();
    const visiting = visit(ending.signal, address, `127.2.${host}`);
    attacker.send({ ...prepare(route, address, { key: own, ...session }), from: `127.1.${host}`, ms });
    const [seen] = await once(attacker, 'message');
    ending.abort();
    const visits = await visiting;
    const longestMs = timeOf(visits, 1);
    const isKept = longestMs < patienceMs && visits.every(({ status }) => status === 200);
    if (!isKept && !isLast) return await tryRoute(route, await measurePatience(address, tried), true);
    const name = `${route.method} ${route.url}`;
    return { name, seen: String(seen), visits, longestMs, patienceMs, isKept };
  };
}

function reportOutcomes(outcomes: readonly Outcome[]): void {
  const report = createFaultReport(
    'Chaque route, sa requête la plus chère, au plus vite, d’une même adresse',
  );
  const visits = outcomes.flatMap((each) => each.visits);
  const spread = `${timeOf(visits, 0.5).toFixed(0)}, ${timeOf(visits, 0.99).toFixed(0)} ms`;
  report.note(
    `${outcomes.length} routes, visites d’autres adresses : p50, p99`,
    `${tallyAnswers(visits)} ; ${spread}`,
  );
  const malformed = outcomes.filter(({ seen }) => MALFORMED.test(seen)).map(({ name }) => name);
  report.promise('Chaque requête est permise', malformed.join(', ') || 'oui', malformed.length === 0);
  const longest = [...outcomes].sort((one, other) => other.longestMs - one.longestMs);
  for (const each of longest.filter(({ isKept }, n) => n < SHOWN || !isKept)) {
    const spent = `${each.longestMs.toFixed(0)} ms sur ${each.patienceMs.toFixed(0)}`;
    const value = `${tallyAnswers(each.visits)}, au plus ${spent}`;
    report.promise(`${each.name} (${each.seen})`, value, each.isKept);
  }
  report.print();
}

/** Returns how long a visitor may wait: a second, or more where other programs take the machine. */
async function measurePatience(address: string, tried: number): Promise<number> {
  const visits = await visit(
    AbortSignal.timeout(ALONE_MS),
    address,
    `127.4.${tried >> 7}.${(tried & 127) + 1}`,
  );
  return Math.max(PATIENCE_MS, PATIENCE_IN_VISITS * timeOf(visits, 1));
}

async function tryEveryRoute(): Promise<void> {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  });
  const ms = 1_000 * z.coerce.number().positive().parse(values.seconds);
  const routes = (await readRoutes()).filter(({ method, url }) => `${method} ${url}`.includes(values.only));
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'essaimage-every-route-'));
  const environment = { DATA_DIR, RATE_LIMIT_PER_MINUTE: '300', ...EVERYTHING_OPEN };
  const key = await createImportKey(environment, SCOPES);
  const service = await startService(environment);
  const attacker = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    // The first visits compile what the next ones run.
    await measurePatience(service.address, 0);
    const tryRoute = createTrial(service.address, attacker, { ms, key });
    const outcomes: Outcome[] = [];
    for (const route of routes) outcomes.push(await tryRoute(route));
    reportOutcomes(outcomes);
  } finally {
    attacker.kill();
    await service.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
}
