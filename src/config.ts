import { z } from 'zod';

const REPOSITORY = decodeURIComponent(new URL('../', import.meta.url).pathname);

function integer(minimum: number, maximum: number, byDefault: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'un nombre entier est attendu')
    .transform(Number)
    .refine(
      (value) => value >= minimum && value <= maximum,
      `une valeur de ${minimum} à ${maximum} est attendue`,
    )
    .default(byDefault);
}

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''));

const webAddress = z
  .url({ protocol: /^https?$/, error: 'une adresse http(s)://… est attendue' })
  .transform((text) => new URL(text))
  .refine(
    ({ search, hash, username, password }) => [search, hash, username, password].every((part) => part === ''),
    'une adresse sans paramètres, sans fragment et sans mot de passe est attendue',
  );

/** An origin: pages and files of the service lead to each other from its root. */
const publicUrl = webAddress
  .refine(
    ({ pathname }) => pathname === '/',
    'une adresse sans chemin est attendue\u00a0: le service répond à la racine de son nom',
  )
  .transform(({ origin }) => origin);

const POSTGRES_URL = /^postgres(ql)?:\/\//;

const remoteUrl = webAddress
  .refine(
    ({ pathname }) => !/\/(?:v1(?:\/embeddings)?|embed)\/*$/.test(pathname),
    'une adresse sans « /v1 », « /v1/embeddings » ni « /embed » à la fin est attendue',
  )
  .transform(({ href }) => href.replace(/\/+$/, ''));

/** What the operator says of itself, on the pages where the law wants it. */
const statement = z.string().trim().min(3).max(500).optional();

/** Of OpenTelemetry, whose library reads the others: these say whether it is loaded. */
const traceProtocol = z.enum(
  ['http/protobuf', 'http/json'],
  'http/protobuf ou http/json est attendu (grpc n’est pas pris en charge)',
);
const collectorUrl = z
  .url({ protocol: /^https?$/, error: 'une adresse http(s)://… est attendue' })
  .optional();

export const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(0, 65_535, 3000),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().regex(POSTGRES_URL, 'une adresse postgres://… est attendue').optional(),
  CORPUS_DIR: z.string().min(1).default(`${REPOSITORY}corpus`),
  EMBEDDING_MODEL_DIR: z.string().min(1).default(`${REPOSITORY}models/e5-small-essaimage`),
  EMBEDDING_TIMEOUT_MS: integer(100, 600_000, 5000),
  EMBEDDING_URL: remoteUrl.optional(),
  EMBEDDING_API: z.enum(['openai', 'tei'], 'openai ou tei est attendu').default('openai'),
  EMBEDDING_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'une clé sans espace ni accent est attendue')
    .optional(),
  SERVE_EMBEDDINGS: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  STORE_TIMEOUT_MS: integer(100, 600_000, 5000),
  CORS_ORIGINS: list.default(['*']),
  PUBLIC_URL: publicUrl.optional(),
  REQUEST_TIMEOUT_MS: integer(100, 600_000, 10_000),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000, 300),
  TRUST_PROXY: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  FEEDBACK_RETENTION_DAYS: integer(1, 36_500, 730),
  IMPORT_CONTACT: z.string().trim().min(3).max(200).optional(),
  OPERATOR_NAME: statement,
  OPERATOR_ADDRESS: statement,
  OPERATOR_CONTACT: statement,
  PUBLICATION_DIRECTOR: statement,
  HOSTING_PROVIDER: statement,
  OTEL_SDK_DISABLED: z.string().toLowerCase().default('false'),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'otlp ou none est attendu').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_PROTOCOL: traceProtocol.default('http/protobuf'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: traceProtocol.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What the process runs with; read once, never changed. */
export interface Config {
  readonly http: {
    readonly host: string;
    /** 0 takes a free port. */
    readonly port: number;
    /** `['*']` lets any origin read. */
    readonly corsOrigins: readonly string[];
    /** Per address. */
    readonly rateLimitPerMinute: number;
    /** Whether X-Forwarded-For is believed: only behind a proxy that sets it. */
    readonly trustProxy: boolean;
    /** Origin at which the service is reached; null when each request says it. */
    readonly publicUrl: string | null;
    /** For an answer, whatever it takes. */
    readonly requestTimeoutMs: number;
    /** Whether the language model is served to the holders of a key with `embed`. */
    readonly servesEmbeddings: boolean;
  };
  readonly store: {
    readonly dataDirectory: string;
    /** Null runs the embedded database in `dataDirectory`. */
    readonly databaseUrl: string | null;
    readonly timeoutMs: number;
  };
  readonly embedding: {
    readonly modelDirectory: string;
    readonly timeoutMs: number;
    /** The server that runs the model of `modelDirectory`; null runs it here. */
    readonly remote: {
      /** Without a final slash. */
      readonly url: string;
      readonly api: 'openai' | 'tei';
      readonly apiKey: string | null;
    } | null;
  };
  readonly corpusDirectory: string;
  /** How long feedback is kept. */
  readonly feedbackRetentionDays: number;
  /** Who runs the service, for the pages where the law wants it said; null where it is not said. */
  readonly operator: {
    readonly name: string | null;
    readonly address: string | null;
    /** An address or a page where anybody may write. */
    readonly contact: string | null;
    readonly publicationDirector: string | null;
    /** Name, address and telephone. */
    readonly hostingProvider: string | null;
  };
  /** An address or a page where the owner of a site that is read can write; null without one. */
  readonly importContact: string | null;
  /** How traces are sent to the collector of the standard `OTEL_*` variables; null without any. */
  readonly traceProtocol: 'http/protobuf' | 'http/json' | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** Traces are sent when their collector is named or they are asked for, as the specification wants it. */
function isTraced(env: z.infer<typeof environmentSchema>): boolean {
  if (env.OTEL_SDK_DISABLED === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false;
  const collector = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return env.OTEL_TRACES_EXPORTER === 'otlp' || collector !== undefined;
}

/** Every variable that is wrong, each with what is expected of it. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Configuration refusée :\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Parses the environment. An empty variable counts as absent.
 * @throws ConfigError with every invalid variable at once
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`));
  }
  const env = parsed.data;
  return Object.freeze({
    http: {
      host: env.HOST,
      port: env.PORT,
      corsOrigins: env.CORS_ORIGINS,
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
      trustProxy: env.TRUST_PROXY === 'true',
      publicUrl: env.PUBLIC_URL ?? null,
      requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
      servesEmbeddings: env.SERVE_EMBEDDINGS === 'true',
    },
    store: {
      dataDirectory: env.DATA_DIR,
      databaseUrl: env.DATABASE_URL ?? null,
      timeoutMs: env.STORE_TIMEOUT_MS,
    },
    embedding: {
      modelDirectory: env.EMBEDDING_MODEL_DIR,
      timeoutMs: env.EMBEDDING_TIMEOUT_MS,
      remote:
        env.EMBEDDING_URL === undefined
          ? null
          : { url: env.EMBEDDING_URL, api: env.EMBEDDING_API, apiKey: env.EMBEDDING_API_KEY ?? null },
    },
    corpusDirectory: env.CORPUS_DIR,
    feedbackRetentionDays: env.FEEDBACK_RETENTION_DAYS,
    operator: {
      name: env.OPERATOR_NAME ?? null,
      address: env.OPERATOR_ADDRESS ?? null,
      contact: env.OPERATOR_CONTACT ?? null,
      publicationDirector: env.PUBLICATION_DIRECTOR ?? null,
      hostingProvider: env.HOSTING_PROVIDER ?? null,
    },
    importContact: env.IMPORT_CONTACT ?? null,
    traceProtocol: isTraced(env)
      ? (env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL)
      : null,
    logLevel: env.LOG_LEVEL,
  });
}
