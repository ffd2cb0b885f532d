import compress, { type FastifyCompressOptions } from '@fastify/compress';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import type { Operator } from '../../web/contract.ts';
import type { Essaimage } from '../application/essaimage.ts';
import type { EmbedTexts } from '../application/operate/embed-texts.ts';
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
import { acceptJsonOnly, refuseMalformedUrls } from './plugins/well-formed.ts';
import { answerClientError } from './problems/client-error.ts';
import { compileValidator } from './problems/invalid-request.ts';
import { createProblemCounter } from './problems/problem-counter.ts';
import { blindSpotRoutes } from './routes/blind-spots/routes.ts';
import { changeRoutes } from './routes/changes/routes.ts';
import { contributionRoutes } from './routes/contributions/routes.ts';
import { embeddingRoutes } from './routes/embeddings/routes.ts';
import { experienceRoutes } from './routes/experiences/routes.ts';
import { feedRoutes } from './routes/feed/routes.ts';
import { feedbackRoutes } from './routes/feedback/routes.ts';
import { importRoutes } from './routes/imports/routes.ts';
import { keyRoutes } from './routes/keys/routes.ts';
import { leverRoutes } from './routes/levers/routes.ts';
import { oembedRoutes } from './routes/oembed/routes.ts';
import { catalogueRoutes } from './routes/open-data/catalogue-routes.ts';
import { openDataRoutes } from './routes/open-data/routes.ts';
import { operationRoutes, securityTextRoute } from './routes/operations/routes.ts';
import { proposalRoutes } from './routes/proposals/routes.ts';
import { batchRoutes } from './routes/recommendations/batch-routes.ts';
import { noteRoutes } from './routes/recommendations/note-routes.ts';
import { recommendationRoutes } from './routes/recommendations/routes.ts';
import { sitemapRoutes } from './routes/sitemap/routes.ts';
import { sourceCheckRoutes } from './routes/source-checks/routes.ts';
import { territoryRoutes } from './routes/territories/routes.ts';
import { themeRoutes } from './routes/themes/routes.ts';

export interface AppOptions {
  readonly essaimage: Essaimage;
  /** Built pages; left out, only the API is served. */
  readonly web?: WebBuild;
  /** Model served to other instances at /v1/embeddings; left out, the route does not exist. */
  readonly embedTexts?: EmbedTexts | undefined;
  /** Operator named on the pages; left out, they show blanks to fill in. */
  readonly operator?: Operator;
  readonly config: {
    /** Origins whose pages may read the API; `['*']` for any. */
    readonly corsOrigins: readonly string[];
    /** Requests per minute for one address, and for one key. */
    readonly rateLimitPerMinute: number;
    /** Whether to read the client's address from the nearest proxy's header. */
    readonly trustProxy: boolean;
    /** Public origin of the service; null to read it from each request. */
    readonly publicUrl: string | null;
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
/** Operator of which nothing is known. */
export const NOBODY: Operator = {
  name: null,
  address: null,
  contact: null,
  publicationDirector: null,
  hostingProvider: null,
  peerContact: null,
  dataLicence: null,
  takesContributions: false,
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

/** Serves the pages, and what helps others to find and to show them. */
async function servePages(app: FastifyInstance, site: WebSite, options: AppOptions): Promise<void> {
  const { essaimage, config } = options;
  const { corsOrigins, publicUrl } = config;
  await app.register(pageRoutes, { site });
  await app.register(signInRoutes, { essaimage, publicUrl });
  const { accounts, sessions } = essaimage;
  if (accounts !== null) await app.register(accountRoutes, { accounts, sessions, publicUrl });
  await app.register(oembedRoutes, { prefix: '/oembed', essaimage, corsOrigins, publicUrl });
  const { indexedPaths } = site.build;
  await app.register(sitemapRoutes, { essaimage, publicUrl, indexedPaths });
}

async function registerApi(
  v1: FastifyInstance,
  { essaimage, config, embedTexts, operator = NOBODY }: AppOptions,
): Promise<void> {
  await allowOrigins(v1, config.corsOrigins);
  admitRequests(v1, essaimage.readLoad);
  answerRetries(v1, essaimage.answers);
  v1.addHook('onRoute', (route) => {
    route.schema = { querystring: closedObject({}), ...route.schema };
  });
  await v1.register(recommendationRoutes, { essaimage });
  await v1.register(batchRoutes, { essaimage });
  await v1.register(noteRoutes, { essaimage, publicUrl: config.publicUrl });
  await v1.register(experienceRoutes, { essaimage });
  await v1.register(proposalRoutes, { essaimage });
  await v1.register(contributionRoutes, { essaimage, isOpen: operator.takesContributions });
  await v1.register(blindSpotRoutes, { essaimage, isOpen: operator.countsBlindSpots });
  await v1.register(leverRoutes, { essaimage });
  await v1.register(themeRoutes, { essaimage });
  await v1.register(territoryRoutes, { essaimage });
  // Opinions are stored: per hour, as many as other requests per minute.
  await v1.register(feedbackRoutes, { essaimage, perHour: config.rateLimitPerMinute });
  await v1.register(sourceCheckRoutes, { essaimage });
  await v1.register(openDataRoutes, { essaimage });
  await v1.register(changeRoutes, { essaimage });
  await v1.register(feedRoutes, { essaimage, publicUrl: config.publicUrl });
  await v1.register(importRoutes, { essaimage });
  await v1.register(keyRoutes, { essaimage });
  if (embedTexts !== undefined) await v1.register(embeddingRoutes, { embedTexts });
}

/** Builds the HTTP server. Closing it lets requests in flight end; `essaimage` stays open. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { essaimage, config, web, operator = NOBODY, startTrace = null } = options;
  const { corsOrigins, publicUrl } = config;
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
  await limitRates(app, config.rateLimitPerMinute);
  guardRoutes(app, essaimage.authenticateKey, essaimage.sessions);
  refuseMalformedUrls(app);
  allowOriginsOfUnknown(app, '/v1/', corsOrigins);
  answerProblems(app, sendProblem, site && ((request, reply) => sendPage(site, NO_PATTERN, request, reply)));
  await shedLoad(app);
  acceptJsonOnly(app);
  await describeApi(app, operator);

  await app.register(async (v1) => registerApi(v1, options), { prefix: '/v1' });
  await app.register(assistantRoutes, { corsOrigins });
  await app.register(operationRoutes, { essaimage });
  securityTextRoute(app, { contact: operator.contact, publicUrl });
  await app.register(documentationRoutes);
  await app.register(catalogueRoutes, { essaimage, operator, publicUrl });
  if (site !== null) await servePages(app, site, options);
  await app.ready();
  return app;
}
