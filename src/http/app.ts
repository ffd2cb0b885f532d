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
  /** Counts requests with the other instances; left out, each counts for itself. */
  readonly countRequest?: CountRequest;
  /** The pages for people; left out, the API is served alone. */
  readonly web?: WebBuild;
  /** The model of the service, for other instances; left out, it is not served. */
  readonly embedTexts?: EmbedTexts;
  /** Who runs the service, as its pages say it; left out, they show what is missing. */
  readonly operator?: Operator;
  readonly config: {
    /** `['*']` lets any origin read. */
    readonly corsOrigins: readonly string[];
    /** Per address. */
    readonly rateLimitPerMinute: number;
    /** Whether the address of the client is the one that the nearest proxy gives. */
    readonly trustProxy: boolean;
    /** Origin at which the service is reached; null when each request says it. */
    readonly publicUrl: string | null;
    /** For an answer, whatever it takes. */
    readonly requestTimeoutMs: number;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** The measures of the service, to which those of requests are added; left out, the latter are alone. */
  readonly registry?: Registry;
  /** Left out or null, requests are not traced. */
  readonly startTrace?: StartTrace | null;
  /** Where the log lines go; the standard output when it is left out. */
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
/** That no page has. */
const NO_PATTERN = '';

function createServer({ config, logLevel, logStream }: AppOptions, sendProblem: SendProblem) {
  return Fastify({
    logger: { level: logLevel, ...(logStream === undefined ? {} : { stream: logStream }) },
    // The lines of the framework hold whole addresses: the access log replaces them.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    rewriteUrl: ({ url = '' }) => pathOfTarget(url),
    // One hop: what stands before the nearest proxy is whatever the client wrote.
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
 * The HTTP side of the service, ready to listen or to be injected requests. Closing it lets the
 * requests in flight end; the service behind stays open.
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
    showNotFound: site === null ? null : (request, reply) => sendPage(app, site, NO_PATTERN, request, reply),
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
      // As many an hour as other requests a minute: opinions are kept.
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
