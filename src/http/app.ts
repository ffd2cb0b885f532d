import { readdir } from 'node:fs/promises';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import type { Operator } from '../../web/contract.ts';
import { assistantRoutes } from './assistants/routes.ts';
import { describeApi } from './documentation/openapi.ts';
import { documentationRoutes } from './documentation/routes.ts';
import { pathOfTarget } from './input/addresses.ts';
import { closedObject } from './input/request-values.ts';
import { pageRoutes, sendPage, writeFailure } from './pages/routes.ts';
import { accountRoutes, signInRoutes } from './pages/sign-in-routes.ts';
import type { WebBuild, WebSite } from './pages/web-build.ts';
import { guardRoutes } from './plugins/access.ts';
import { admitRequests } from './plugins/admission.ts';
import { cacheAnswers } from './plugins/caching.ts';
import { cancelRequests } from './plugins/cancellation.ts';
import { ARRIVAL_TIMES, boundConnections } from './plugins/connections.ts';
import { allowOrigins, allowOriginsOfUnknown } from './plugins/cors.ts';
import { answerRetries } from './plugins/idempotency.ts';
import { shedLoad } from './plugins/load-shedding.ts';
import { measureRequests } from './plugins/metrics.ts';
import { answerProblems, createProblemSender, type SendProblem } from './plugins/problems.ts';
import { limitRates } from './plugins/rate-limit.ts';
import { logRequests, requestIdOf, sendRequestIds } from './plugins/request-log.ts';
import { setSecurityHeaders } from './plugins/security-headers.ts';
import { type StartTrace, traceRequests } from './plugins/tracing.ts';
import { takeTurns } from './plugins/turns.ts';
import { acceptJsonOnly, refuseMalformedUrls } from './plugins/well-formed.ts';
import { answerClientError } from './problems/client-error.ts';
import { compileValidator } from './problems/invalid-request.ts';
import { createProblemCounter } from './problems/problem-counter.ts';
import type { ApiRoutes, RouteContext } from './routes/api-routes.ts';

export interface AppOptions extends Pick<RouteContext, 'essaimage'> {
  /** Built pages; left out, only the API is served. */
  readonly web?: WebBuild;
  /** Operator named on the pages; left out, they show blanks to fill in. */
  readonly operator?: Operator;
  readonly config: Pick<RouteContext, 'corsOrigins' | 'rateLimitPerMinute' | 'publicUrl'> & {
    /** Whether to read the client's address from the nearest proxy's header. */
    readonly trustProxy: boolean;
    /** Longest time to answer, after which the request fails with `deadline-exceeded`. */
    readonly requestTimeoutMs: number;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Registry of the service's metrics; left out or null, only those of HTTP are exposed. */
  readonly registry?: Registry | null;
  /** Starts the trace of a request; left out or null, requests are not traced. */
  readonly startTrace?: StartTrace | null;
  /** Destination of log lines; standard output when left out. */
  readonly logStream?: { write(line: string): void };
}

const BODY_LIMIT_BYTES = 64 * 1024;
const MAX_PARAM_LENGTH = 300;
export const NOBODY: Operator = {
  name: null,
  address: null,
  contact: null,
  publicationDirector: null,
  hostingProvider: null,
  peerContact: null,
  dataLicence: null,
  takesContributions: false,
  entrustedQuestionDays: null,
  countsBlindSpots: false,
};
const COMPRESSION: FastifyCompressOptions = {
  // Never expands request bodies, whose limit is then exact.
  globalDecompression: false,
  encodings: ['br', 'gzip'],
  customTypes: /^text\/|[/+](?:json|xml|x-ndjson)(?:;|$)/,
};
/** Pattern that matches no page: the build answers with its “not found” page. */
const NO_PATTERN = '';

function createServer({ config, logLevel, logStream }: AppOptions, sendProblem: SendProblem) {
  return Fastify({
    logger: { level: logLevel, ...(logStream === undefined ? {} : { stream: logStream }) },
    // Fastify logs whole URLs, with what people typed: the access log replaces its lines.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    rewriteUrl: ({ url = '' }) => pathOfTarget(url),
    // One hop: further entries of X-Forwarded-For are written by the client.
    trustProxy: config.trustProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: BODY_LIMIT_BYTES,
    ...ARRIVAL_TIMES,
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      sendProblem(error, request, reply);
    },
    clientErrorHandler: answerClientError,
  }).withTypeProvider<ZodTypeProvider>();
}

const ROUTES = new URL('./routes/', import.meta.url);

function isPlugin(exported: unknown): exported is ApiRoutes {
  return typeof exported === 'function';
}

/** Loads the files of routes, which no list names, and returns what they export under each name. */
async function loadRoutes() {
  const paths = (await readdir(ROUTES, { recursive: true }))
    .filter((path) => /\/.*routes\.[jt]s$/.test(path))
    // `routes.ts` of a folder first: documents name the methods of an address in this order.
    .sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
  const modules: readonly Readonly<Record<string, unknown>>[] = await Promise.all(
    paths.map((path) => import(new URL(path, ROUTES).href)),
  );
  const unserved = paths.filter(
    (_path, n) => !isPlugin(modules[n]?.routes) && !isPlugin(modules[n]?.rootRoutes),
  );
  if (unserved.length > 0) throw new TypeError(`${unserved.join(', ')}: export \`routes\` or \`rootRoutes\``);
  return {
    apiRoutes: modules.map(({ routes }) => routes).filter(isPlugin),
    rootRoutes: modules.map(({ rootRoutes }) => rootRoutes).filter(isPlugin),
  };
}

async function servePages(app: FastifyInstance, site: WebSite, { essaimage }: AppOptions): Promise<void> {
  const { publicUrl } = site;
  await app.register(pageRoutes, { site });
  await app.register(signInRoutes, { essaimage, publicUrl });
  const { accounts, sessions } = essaimage;
  if (accounts !== null) await app.register(accountRoutes, { accounts, sessions, publicUrl });
}

async function prepareApi(v1: FastifyInstance, { essaimage, corsOrigins }: RouteContext): Promise<void> {
  await allowOrigins(v1, corsOrigins);
  admitRequests(v1, essaimage.readLoad);
  answerRetries(v1, essaimage.answers);
  v1.addHook('onRoute', (route) => {
    route.schema = { querystring: closedObject({}), ...route.schema };
  });
}

/** Builds the HTTP server. Closing it lets requests in flight end; `essaimage` stays open. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { essaimage, config, web, operator = NOBODY, startTrace = null } = options;
  const { corsOrigins, publicUrl } = config;
  // Before the plugins, which must start within ten seconds.
  const { apiRoutes, rootRoutes } = await loadRoutes();
  const registry = options.registry ?? new Registry();
  const hasAccounts = essaimage.accounts !== null;
  const site = web ? { build: web, operator, publicUrl, hasAccounts } : null;
  const sendProblem = createProblemSender(
    site && ((problem, request) => writeFailure(site, problem, request)),
    createProblemCounter(registry),
  );
  const app = createServer(options, sendProblem);
  app.setValidatorCompiler(compileValidator).setSerializerCompiler(serializerCompiler);

  boundConnections(app, config.trustProxy);
  sendRequestIds(app);
  if (startTrace !== null) traceRequests(app, startTrace);
  logRequests(app);
  cancelRequests(app, config.requestTimeoutMs);
  await measureRequests(app, registry);
  setSecurityHeaders(app);
  cacheAnswers(app);
  await app.register(compress, COMPRESSION);
  limitRates(app, config.rateLimitPerMinute);
  takeTurns(app, config.rateLimitPerMinute);
  guardRoutes(app, essaimage.authenticateKey, essaimage.sessions);
  refuseMalformedUrls(app);
  allowOriginsOfUnknown(app, '/v1/', corsOrigins);
  answerProblems(app, sendProblem, site && ((request, reply) => sendPage(site, NO_PATTERN, request, reply)));
  await shedLoad(app);
  acceptJsonOnly(app);
  // Links that are shared carry them; any other unknown parameter is refused.
  app.addHook('preValidation', async ({ query }) => {
    const names = Object.keys(Object(query)).filter((name) => name.startsWith('utm_'));
    for (const name of names) Reflect.deleteProperty(Object(query), name);
  });
  await describeApi(app, operator, publicUrl);

  const context = { ...config, essaimage, operator, indexedPaths: web?.indexedPaths ?? null };
  await app.register(
    async (v1) => {
      await prepareApi(v1, context);
      for (const routes of apiRoutes) await v1.register(routes, context);
    },
    { prefix: '/v1' },
  );
  for (const routes of rootRoutes) await app.register(routes, context);
  await app.register(assistantRoutes, { corsOrigins, publicUrl });
  await app.register(documentationRoutes, { publicUrl });
  if (site !== null) await servePages(app, site, options);
  await app.ready();
  return app;
}
