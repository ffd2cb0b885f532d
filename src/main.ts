import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { explainFailure } from './application/common/explain-failure.ts';
import { bringUpToDate } from './application/import/import-experiences.ts';
import { compose, createProgressDisplay } from './composition/compose.ts';
import { type Config, ConfigError, parseConfig } from './config.ts';
import { loadOperatorLook } from './http/pages/operator-look.ts';
import { loadWebBuild, WebBuildError } from './http/pages/web-build.ts';
import { summariseError } from './http/problems/summarise-error.ts';

/** Time during which a stopping process still answers, not ready (docs/operations/nginx). */
const DRAIN_MS = 2_000;
/** Time for running requests and imports to end, after draining. */
const STOP_TIMEOUT_MS = 10_000;
const STOP_LIMIT_MS = DRAIN_MS + STOP_TIMEOUT_MS;
/** Reason of a stop after an uncaught error: the state is not trusted, so there is no draining. */
const CRASH = new Error('uncaught');
const WEB_FOLDER = fileURLToPath(new URL('../web/dist/', import.meta.url));
/** Accept queue, at most Linux's 4096: beyond, a client silently waits seconds for its next try. */
const BACKLOG = 4_096;
/** Turns of the event loop on time, in a row, after which a start is over; on a busy machine, a limit. */
const TURN_MS = 50;
const QUIET_TURNS = 20;
const QUIET_LIMIT_MS = 15_000;
/** npm repeats the signal that the terminal sent to the whole group: only a later one asks for an immediate stop. */
const ECHO_MS = 1_000;

/** Writes to the operator; standard output is for log lines only. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function describeStart(address: string): string {
  return `
Essaimage est prêt : ${address}
Documentation de l’API : ${address}/docs

Ou posez une question d’ici :
  curl -sG ${address}/v1/recommendations -d territory=35236 \\
    --data-urlencode 'priorities=ouvrir une épicerie solidaire'

Ctrl+C pour l’arrêter.
`;
}

/** Gives proxies time to move to another instance, unless no client is connected. */
async function drain(app: FastifyInstance): Promise<void> {
  app.startDraining();
  const connections = await promisify(app.server.getConnections.bind(app.server))();
  if (connections > 0) await sleep(DRAIN_MS);
}

/** Waits for a second of an event loop on time: a start leaves it work that the first visitors would wait for. */
async function untilQuiet(): Promise<void> {
  const end = performance.now() + QUIET_LIMIT_MS;
  for (let turns = 0; turns < QUIET_TURNS && performance.now() < end; ) {
    const due = performance.now() + TURN_MS;
    await sleep(TURN_MS);
    turns = performance.now() - due < TURN_MS ? turns + 1 : 0;
  }
}

/** Serves until `stopping` aborts, then drains and closes everything. */
async function serve(config: Config, log: Logger, stopping: AbortSignal): Promise<void> {
  const look = loadOperatorLook(config.look, (problem) => new ConfigError([problem]));
  // The HTTP library loads while the database and the model open in their own threads.
  const [composition, { createApp }, web] = await Promise.all([
    compose(config, {
      isWatched: true,
      onIncident: (what, cause) => log.error({ what, cause: summariseError(cause) }, 'incident'),
      onImportEnd: ({ id, outcome, code, durationSeconds }) =>
        log[outcome === 'failed' ? 'warn' : 'info'](
          { importId: id, outcome, code, durationSeconds },
          'import',
        ),
    }),
    import('./http/app.ts'),
    loadWebBuild(WEB_FOLDER),
  ]);
  const { importExperiences, telemetry } = composition;
  try {
    const app = await createApp({
      essaimage: composition.essaimage,
      web,
      operator: { ...config.operator, look },
      config: config.http,
      logLevel: config.logLevel,
      startTrace: telemetry.startTrace,
      registry: telemetry.registry,
    });
    if (config.operator.dataLicence === null) {
      log.warn(
        'DATA_LICENCE manque : personne ne sait s’il peut reprendre les données publiques, et le catalogue n’annonce aucune licence.',
      );
    }
    const open = app.holdReadiness();
    try {
      // Listen during the import: probes see the process alive and not ready.
      const address = await app.listen({ host: config.http.host, port: config.http.port, backlog: BACKLOG });
      const display = createProgressDisplay('Indexation', 'expériences');
      const report = await bringUpToDate({ importExperiences, rebuild: false, display, signal: stopping });
      if (report === null) {
        say('Import interrompu : ce qui est indexé est gardé, le prochain démarrage continuera.');
      } else if (!stopping.aborted) {
        composition.startImportJobs();
        await composition.startPurges();
        await untilQuiet();
        open();
        log.info({ address, ...report }, 'ready');
        say(describeStart(address));
        await once(stopping, 'abort');
      }
    } finally {
      if (stopping.reason !== CRASH) await drain(app);
      await app.close();
    }
  } finally {
    await composition.close(stopping.reason === CRASH);
  }
}

function explainListening(error: unknown, { host, port }: Config['http']): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EADDRINUSE':
      return `Le port ${port} de ${host} est déjà pris. Arrêtez le programme qui l’occupe, ou prenez-en un autre : PORT=${port + 1} npm start`;
    case 'EACCES':
      return `Le port ${port} demande des droits que cet utilisateur n’a pas. Prenez-en un au-dessus de 1024 : PORT=3000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `L’adresse « ${host} » (HOST) n’est pas celle de cette machine. Essayez 127.0.0.1, ou 0.0.0.0 pour être joignable d’ailleurs.`;
    default:
      return null;
  }
}

/**
 * Returns a signal that aborts at the first signal of the system or uncaught error. A second signal after `ECHO_MS`
 * ends the process at once, and so does the end of the time to stop.
 */
function watchForStop(log: Logger): AbortSignal {
  const stopping = new AbortController();
  let firstAt: number | null = null;
  function stop(reason?: Error): void {
    stopping.abort(reason);
    setTimeout(() => {
      say(`Tout ne s’est pas terminé en ${STOP_LIMIT_MS / 1_000} s : arrêt immédiat.`);
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
  }
  function onSignal(): void {
    if (firstAt === null) {
      firstAt = performance.now();
      say('Arrêt en cours…');
      stop();
    } else if (performance.now() - firstAt > ECHO_MS) {
      say('Arrêt immédiat.');
      process.exit(1);
    }
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught');
    process.exitCode = 1;
    stop(CRASH);
  });
  return stopping.signal;
}

function explain(error: unknown, config: Config | null): string {
  if (error instanceof ConfigError || error instanceof WebBuildError) return error.message;
  const known =
    explainFailure(error)?.message ?? (config === null ? null : explainListening(error, config.http));
  if (known !== null) return known;
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Erreur inattendue : c’est un défaut du programme. Signalez-le avec ce qui suit.\n${details}`;
}

let config: Config | null = null;
try {
  // In a terminal, a line for each request would hide the messages.
  config = parseConfig({ LOG_LEVEL: process.stdout.isTTY ? 'warn' : 'info', ...process.env });
  const log = pino({ level: config.logLevel });
  await serve(config, log, watchForStop(log));
  process.exit();
} catch (error) {
  say(explain(error, config));
  process.exit(1);
}
