import { z } from 'zod';

const REPOSITORY = decodeURIComponent(new URL('../', import.meta.url).pathname);

/** Requests judged over the fiches, from which the ranking learns: a part of the program. */
const JUDGED_REQUESTS: string = `${REPOSITORY}models/judged-requests`;

function integer(minimum: number, maximum: number, byDefault: number) {
  return z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum,
      `un nombre entier de ${minimum} à ${maximum} est attendu`,
    )
    .transform(Number)
    .default(byDefault);
}

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''));

const httpUrl = z.url({ protocol: /^https?$/, error: 'une adresse http(s)://… est attendue' });

const webAddress = httpUrl
  .transform((text) => new URL(text))
  .refine(
    ({ search, hash, username, password }) => [search, hash, username, password].every((part) => part === ''),
    'une adresse sans paramètres, sans fragment et sans mot de passe est attendue',
  );

/** An origin, without a path: the links of the pages start at the root. */
const publicUrl = webAddress
  .refine(
    ({ pathname }) => pathname === '/',
    'une adresse sans chemin est attendue\u00a0: le service répond à la racine de son nom',
  )
  .transform(({ origin }) => origin);

const origins = list
  .refine(
    (all) => all.every((origin) => origin === '*' || publicUrl.safeParse(origin).success),
    'des origines https://… ou http://…, sans chemin, ou * sont attendues, séparées par des virgules',
  )
  .transform((all) => all.map((origin) => (origin === '*' ? origin : new URL(origin).origin)));

const POSTGRES_URL = /^postgres(ql)?:\/\//;

/** Plain HTTP would show the secret to the network: it is for a provider on this machine. */
const issuer = webAddress
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(hostname),
    'une adresse en https://… est attendue',
  )
  .transform(({ href }) => href);

/** An e-mail address is compared in lower case. */
const allowedAccounts = list.transform((all) =>
  all.map((entry) => (entry.includes('@') ? entry.toLowerCase() : entry)),
);

/** A mailbox, or an https form, which keeps its own parameters. */
const peerContact = z
  .string()
  .trim()
  .transform((text, context) => {
    const mailbox = z.email().safeParse(text.replace(/^mailto:/i, ''));
    if (mailbox.success) return { kind: 'mail', address: mailbox.data } as const;
    const form = z.url({ protocol: /^https$/ }).safeParse(text);
    if (form.success) return { kind: 'form', address: form.data } as const;
    context.issues.push({
      code: 'custom',
      message: 'une adresse électronique, ou celle d’un formulaire en https://…, est attendue',
      input: text,
    });
    return z.NEVER;
  });

const colour = z.string().regex(/^#[\da-f]{6}$/i, 'une couleur comme #1d4ed8 est attendue');

const statement = z.string().trim().min(3).max(500).optional();

/** These `OTEL_*` variables decide whether the OpenTelemetry library, which reads the others, is loaded. */
const traceProtocol = z.enum(
  ['http/protobuf', 'http/json'],
  'http/protobuf ou http/json est attendu (grpc n’est pas pris en charge)',
);

export const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(0, 65_535, 3000),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.string().regex(POSTGRES_URL, 'une adresse postgres://… est attendue').optional(),
  CORPUS_DIR: z.string().min(1).default(`${REPOSITORY}corpus`),
  TERRITORY_FACTS: z.string().min(1).optional(),
  CORPUS_MEMBERS: z.enum(['true', 'false'], 'true ou false est attendu').default('true'),
  EMBEDDING_MODEL_DIR: z.string().min(1).default(`${REPOSITORY}models/e5-small-essaimage`),
  EMBEDDING_TIMEOUT_MS: integer(100, 600_000, 5000),
  STORE_TIMEOUT_MS: integer(100, 600_000, 5000),
  CORS_ORIGINS: origins.default(['*']),
  PUBLIC_URL: publicUrl.optional(),
  REQUEST_TIMEOUT_MS: integer(100, 600_000, 10_000),
  RATE_LIMIT_PER_MINUTE: integer(1, 1_000_000, 300),
  TRUST_PROXY: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  FEEDBACK_RETENTION_DAYS: integer(1, 36_500, 730),
  AUDIT_RETENTION_DAYS: integer(1, 36_500, 730),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  OIDC_ALLOWED: allowedAccounts.optional(),
  IMPORT_CONTACT: z.string().trim().min(3).max(200).optional(),
  OPERATOR_NAME: statement,
  OPERATOR_ADDRESS: statement,
  OPERATOR_CONTACT: statement,
  OPERATOR_LOGO: z.string().min(1).optional(),
  OPERATOR_COLOUR: colour.optional(),
  PUBLICATION_DIRECTOR: statement,
  HOSTING_PROVIDER: statement,
  PEER_CONTACT: peerContact.optional(),
  DATA_LICENCE: httpUrl.optional(),
  CONTRIBUTIONS: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  ENTRUSTED_QUESTIONS: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  BLIND_SPOTS: z.enum(['true', 'false'], 'true ou false est attendu').default('false'),
  OTEL_SDK_DISABLED: z.string().toLowerCase().default('false'),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none'], 'otlp ou none est attendu').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: traceProtocol.default('http/protobuf'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: traceProtocol.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const OIDC_VARIABLES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ALLOWED'] as const;

/** Half a configuration would be a sign-in that nobody can use, or that says to whom it is open only later. */
function missingWithOidc(env: Environment): readonly string[] {
  const needed = [...OIDC_VARIABLES, 'PUBLIC_URL'] as const;
  if (OIDC_VARIABLES.every((name) => env[name] === undefined)) return [];
  return needed.filter((name) => env[name] === undefined);
}

function openIdOf(env: Environment) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  /** E-mail addresses in lower case, and identifiers at the provider. */
  const allowed = env.OIDC_ALLOWED;
  if (issuer === undefined || clientId === undefined) return null;
  if (clientSecret === undefined || allowed === undefined) return null;
  return { issuer, clientId, clientSecret, allowed };
}

type Environment = z.infer<typeof environmentSchema>;

/** Traces are sent when a collector or the `otlp` exporter is configured, as OpenTelemetry specifies. */
function isTraced(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED === 'true' || env.OTEL_TRACES_EXPORTER === 'none') return false;
  const collector = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return env.OTEL_TRACES_EXPORTER === 'otlp' || collector !== undefined;
}

export type Config = ReturnType<typeof toConfig>;

function toConfig(env: Environment) {
  return {
    http: {
      host: env.HOST,
      /** 0 takes a free port. */
      port: env.PORT,
      corsOrigins: env.CORS_ORIGINS,
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
      trustProxy: env.TRUST_PROXY === 'true',
      publicUrl: env.PUBLIC_URL ?? null,
      requestTimeoutMs: env.REQUEST_TIMEOUT_MS,
    },
    store: {
      dataDirectory: env.DATA_DIR,
      /** Null uses the embedded database in `dataDirectory`. */
      databaseUrl: env.DATABASE_URL ?? null,
      timeoutMs: env.STORE_TIMEOUT_MS,
    },
    embedding: {
      modelDirectory: env.EMBEDDING_MODEL_DIR,
      timeoutMs: env.EMBEDDING_TIMEOUT_MS,
    },
    corpusDirectory: env.CORPUS_DIR,
    judgedDirectory: JUDGED_REQUESTS,
    /** CSV of facts about territories; null without any. */
    territoryFactsFile: env.TERRITORY_FACTS ?? null,
    /** Whether the fiches of the corpus that are for members are imported. */
    hasCorpusMembers: env.CORPUS_MEMBERS === 'true',
    feedbackRetentionDays: env.FEEDBACK_RETENTION_DAYS,
    auditRetentionDays: env.AUDIT_RETENTION_DAYS,
    /** Identity provider of editors; null without one. */
    openId: openIdOf(env),
    /** File and `#rrggbb` colour, which the start checks. */
    look: { logo: env.OPERATOR_LOGO ?? null, colour: env.OPERATOR_COLOUR ?? null },
    /** Operator named on the pages; null where not given. */
    operator: {
      name: env.OPERATOR_NAME ?? null,
      address: env.OPERATOR_ADDRESS ?? null,
      /** Email address or URL for the public. */
      contact: env.OPERATOR_CONTACT ?? null,
      publicationDirector: env.PUBLICATION_DIRECTOR ?? null,
      /** Name, address and telephone. */
      hostingProvider: env.HOSTING_PROVIDER ?? null,
      /** Where a reader asks the network about a case; null shows no button. */
      peerContact: env.PEER_CONTACT ?? null,
      /** URL of the licence of the open data; null claims none. */
      dataLicence: env.DATA_LICENCE ?? null,
      /** Whether anyone may propose an experience. */
      takesContributions: env.CONTRIBUTIONS === 'true',
      /** Days during which a question that a visitor entrusts is kept; null takes none. */
      entrustedQuestionDays: env.ENTRUSTED_QUESTIONS === 'true' ? env.FEEDBACK_RETENTION_DAYS : null,
      /** Whether questions that find nothing close are counted. */
      countsBlindSpots: env.BLIND_SPOTS === 'true',
    },
    /** Email address or URL for the owners of imported sites; null without one. */
    importContact: env.IMPORT_CONTACT ?? null,
    /** Protocol of the collector of traces; null sends none. */
    traceProtocol: isTraced(env)
      ? (env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL)
      : null,
    logLevel: env.LOG_LEVEL,
  } as const;
}

/** Variables of a model on another machine: without a word, the model would load here, or no longer be lent. */
const REMOVED = ['EMBEDDING_URL', 'SERVE_EMBEDDINGS'];

/** Invalid variables, each with the expected value. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Configuration refusée :\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Parses the environment, an empty variable as absent. @throws ConfigError with every invalid variable */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const removed = REMOVED.filter((name) => given[name] !== undefined && given[name] !== 'false').map(
    (name) => `${name} : n’existe plus, chaque instance a son modèle ; retirez cette variable`,
  );
  const parsed = environmentSchema.safeParse(given, { error: z.locales.fr().localeError });
  if (!parsed.success || removed.length > 0) {
    const invalid = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} : ${message}`) ?? [];
    throw new ConfigError([...removed, ...invalid]);
  }
  const missing = missingWithOidc(parsed.data);
  if (missing.length > 0) {
    throw new ConfigError(missing.map((name) => `${name} : à donner avec les autres variables OIDC_*`));
  }
  return toConfig(parsed.data);
}
