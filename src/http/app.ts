import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import type { Operator } from '../../web/contract.ts';
import type { CountRequest } from '../application/access/count-requests.ts';
import type { Essaimage } from '../application/essaimage.ts';
import type { EmbedTexts } from '../application/operate/embed-texts.ts';
import { openapiPlugin } from './documentation/openapi.ts';
import { documentationRoutes } from './documentation/routes.ts';
import { pathOfTarget } from './input/request-target.ts';
import { pageRoutes, sendPage, writeFailure } from './pages/routes.ts';
import type { WebBuild } from './pages/web-build.ts';
import { accessPlugin } from './plugins/access.ts';
import { accessLogPlugin } from './plugins/access-log.ts';
import { admissionPlugin } from './plugins/admission.ts';
import { cachingPlugin } from './plugins/caching.ts';
import { cancellationPlugin } from './plugins/cancellation.ts';
import { compressionPlugin } from './plugins/compression.ts';
import { corsPlugin } from './plugins/cors.ts';
import { jsonBodyPlugin } from './plugins/json-body.ts';
import { loadSheddingPlugin } from './plugins/load-shedding.ts';
import { metricsPlugin } from './plugins/metrics.ts';
import { createProblemSender, problemsPlugin, type SendProblem } from './plugins/problems.ts';
import { rateLimitPlugin } from './plugins/rate-limit.ts';
import { requestIdOf, requestIdPlugin } from './plugins/request-id.ts';
import { securityHeadersPlugin } from './plugins/security-headers.ts';
import { type StartTrace, tracingPlugin } from './plugins/tracing.ts';
import { wellFormedUrlPlugin } from './plugins/well-formed-url.ts';
import { answerClientError } from './problems/client-error.ts';
import { compileValidator } from './problems/invalid-request.ts';
import { createProblemCounter } from './problems/problem-counter.ts';
import { embeddingRoutes } from './routes/embeddings/routes.ts';
import { experienceEditRoutes } from './routes/experiences/edit-routes.ts';
import { experienceRoutes } from './routes/experiences/routes.ts';
import { feedRoutes } from './routes/feed/routes.ts';
import { feedbackRoutes } from './routes/feedback/routes.ts';
import { importRoutes } from './routes/imports/routes.ts';
import { keyRoutes } from './routes/keys/routes.ts';
import { leverRoutes } from './routes/levers/routes.ts';
import { operationRoutes } from './routes/operations/routes.ts';
import { recommendationRoutes } from './routes/recommendations/routes.ts';
import { territoryRoutes } from './routes/territories/routes.ts';
import { themeRoutes } from './routes/themes/routes.ts';

export interface AppOptions {
  readonly essaimage: Essaimage;
  /** Counts requests across instances; left out, each instance counts its own. */
  readonly countRequest?: CountRequest;
  /** Built pages; left out, only the API is served. */
  readonly web?: WebBuild;
  /** Model served to other instances at /v1/embeddings; left out, the route does not exist. */
  readonly embedTexts?: EmbedTexts;
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
  /** Registry of the service's metrics; left out, only those of HTTP are exposed. */
  readonly registry?: Registry;
  /** Starts the trace of a request; left out or null, requests are not traced. */
  readonly startTrace?: StartTrace | null;
  /** Destination of log lines; standard output when left out. */
  readonly logStream?: { write(line: string): void };
}

const BODY_LIMIT_BYTES = 64 * 1024;
const MAX_PARAM_LENGTH = 300;
const REQUEST_TIMEOUT_MS = 30_000;
const NOBODY: Operator = {
  name: null,
  address: null,
  contact: null,
  publicationDirector: null,
  hostingProvider: null,
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
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id);
      sendProblem(error, request, reply);
    },
    clientErrorHandler: answerClientError,
  }).withTypeProvider<ZodTypeProvider>();
}

/**
 * Builds the HTTP server, ready to listen or to receive injected requests. Closing it lets requests
 * in flight end; `essaimage` stays open.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const {
    essaimage,
    config,
    web,
    embedTexts,
    operator = NOBODY,
    registry = new Registry(),
    startTrace = null,
  } = options;
  const site = web === undefined ? null : { build: web, operator, publicUrl: config.publicUrl };
  const sendProblem = createProblemSender(
    site === null ? null : (problem, request) => writeFailure(site, problem, request),
    createProblemCounter(registry),
  );
  const app = createServer(options, sendProblem);
  app.setValidatorCompiler(compileValidator);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(requestIdPlugin);
  if (startTrace !== null) await app.register(tracingPlugin, { startTrace });
  await app.register(accessLogPlugin);
  await app.register(cancellationPlugin, { timeoutMs: config.requestTimeoutMs });
  await app.register(metricsPlugin, { registry });
  await app.register(securityHeadersPlugin);
  await app.register(cachingPlugin);
  await app.register(compressionPlugin);
  await app.register(rateLimitPlugin, {
    perMinute: config.rateLimitPerMinute,
    ...(options.countRequest === undefined ? {} : { countRequest: options.countRequest }),
  });
  await app.register(accessPlugin, { authenticate: essaimage.authenticateKey });
  await app.register(problemsPlugin, {
    sendProblem,
    showNotFound: site === null ? null : (request, reply) => sendPage(site, NO_PATTERN, request, reply),
  });
  await app.register(loadSheddingPlugin);
  await app.register(wellFormedUrlPlugin);
  await app.register(jsonBodyPlugin);
  await app.register(openapiPlugin);

  await app.register(
    async (v1) => {
      await v1.register(corsPlugin, { origins: config.corsOrigins });
      await v1.register(admissionPlugin, { readLoad: essaimage.readLoad });
      await v1.register(recommendationRoutes, { essaimage });
      await v1.register(experienceRoutes, { essaimage });
      await v1.register(experienceEditRoutes, { essaimage });
      await v1.register(leverRoutes, { essaimage });
      await v1.register(themeRoutes, { essaimage });
      await v1.register(territoryRoutes, { essaimage });
      // Opinions are stored: per hour, as many as other requests per minute.
      await v1.register(feedbackRoutes, { essaimage, perHour: config.rateLimitPerMinute });
      await v1.register(feedRoutes, { essaimage, publicUrl: config.publicUrl });
      await v1.register(importRoutes, { essaimage });
      await v1.register(keyRoutes, { essaimage });
      if (embedTexts !== undefined) await v1.register(embeddingRoutes, { embedTexts });
    },
    { prefix: '/v1' },
  );
  await app.register(operationRoutes, { essaimage });
  await app.register(documentationRoutes);
  if (site !== null) await app.register(pageRoutes, { site });
  await app.ready();
  return app;
}
