import { fork } from 'node:child_process';
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const BOOTSTRAP = new URL('../../bin/worker.js', import.meta.url);
/** Processor time of a process: one that spins ends. */
const MOST_SECONDS = 3_600;
/**
 * Words that make a process die with the service, however busy it is; none where they do not run: not on Linux, and
 * under the unit of systemd, which refuses `capset` and ends the processes of a service itself.
 */
const DYING_TOO = '$(setpriv --pdeathsig KILL true 2> /dev/null && echo setpriv --pdeathsig KILL)';
/** End of what a process wrote before it died, kept to tell why. */
const LAST_WORDS = 2_000;
/** Settings that a process is given: of the system and of Node.js, no secret of the service. */
const GIVEN_SETTINGS = /^(?:PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|NODE_\w+|SSL_\w+|MALLOC_\w+)$/;

export interface FarEndOptions {
  /** Module that the thread or the process runs, which calls `serveCalls`. */
  readonly entry: URL;
  /** Memory for V8; that of a process bounds everything that it holds. */
  readonly memoryMb?: number;
}

/** A thread, or a process, that messages reach. */
export interface FarEnd {
  /** Source of `message` and `error`. */
  readonly events: Pick<NodeJS.EventEmitter, 'on'>;
  /** Why it ended. */
  readonly ended: Promise<Error>;
  post(message: object, handedOver?: ArrayBuffer[]): void;
  /** Sets whether it keeps this process alive. */
  hold(isHeld: boolean): void;
  terminate(): void;
}

export function openThread({
  entry,
  data,
  memoryMb,
}: FarEndOptions & { readonly data?: object | undefined }): FarEnd {
  const resourceLimits = memoryMb === undefined ? {} : { maxOldGenerationSizeMb: memoryMb };
  const worker = new Worker(BOOTSTRAP, { workerData: { ...data, entry: entry.href }, resourceLimits });
  return {
    events: worker,
    ended: new Promise((resolve) =>
      worker.once('exit', (code) => resolve(new Error(`le fil s’est arrêté (code ${code})`))),
    ),
    post: (message, handedOver) => worker.postMessage(message, handedOver),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}

/**
 * Starts a process whose memory, beside what Node.js holds at its start, the system itself bounds (`prlimit`, on
 * Linux), buffers included, and which dies first when the machine has none left.
 */
export function openProcess({ entry, memoryMb = 0 }: FarEndOptions): FarEnd {
  const bounds = `ulimit -c 0; ulimit -t ${MOST_SECONDS}; echo 1000 > /proc/self/oom_score_adj`;
  const child = fork(BOOTSTRAP, [entry.href, String(memoryMb)], {
    execPath: '/bin/sh',
    execArgv: [
      '-c',
      `{ ${bounds}; } 2> /dev/null; exec ${DYING_TOO} "$0" "$@"`,
      process.execPath,
      `--max-old-space-size=${memoryMb}`,
    ],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => GIVEN_SETTINGS.test(name))),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = `${said}${text}`.slice(-LAST_WORDS);
  });
  if (child.stderr instanceof Socket) child.stderr.unref();
  return {
    events: child,
    ended: new Promise((resolve) =>
      child.once('close', (code, signal) =>
        resolve(new Error(`le processus s’est arrêté (${signal ?? `code ${code}`}) ${said}`.trim())),
      ),
    ),
    // A process that has died tells it by its end.
    post: (message) => void child.send(message, () => {}),
    hold(isHeld) {
      for (const handle of [child, child.channel]) isHeld ? handle?.ref() : handle?.unref();
    },
    terminate: () => void child.kill('SIGKILL'),
  };
}
