/**
 * Calls between the service and its threads, or a process, answered in order. Both ends run the same build: nothing is
 * validated. An error that the other end does not catch ends it.
 */
import { parentPort } from 'node:worker_threads';
import { type FarEnd, type FarEndOptions, openThread } from './far-end.ts';

/** Calls that one end answers, by name: a type alias, because an interface has no index. */
type Calls = Readonly<Record<string, (argument: never) => unknown>>;
type Argument<C extends Calls, Name extends keyof C> = Parameters<C[Name]>[0];
type Answer<C extends Calls, Name extends keyof C> = Awaited<ReturnType<C[Name]>>;

/** The values come from the other end, whose types they have. */
type Message = { readonly name: string; readonly argument: never } | { readonly answer: never };

/** The thread was silent for too long, died, or was stopped. */
export class ThreadFailure extends Error {
  override readonly name = 'ThreadFailure';
  /** Silence after which it was given up, in milliseconds; null when it ended. */
  readonly silenceMs: number | null;

  constructor(silenceMs: number | null, cause?: unknown) {
    super(silenceMs === null ? 'the thread ended' : `no message for ${silenceMs} ms`, { cause });
    this.silenceMs = silenceMs;
  }
}

export interface ThreadOptions extends FarEndOptions {
  /** Its `workerData`; a process has none. */
  readonly data?: object;
  /** Starts the other end: a thread when left out. */
  readonly open?: (options: FarEndOptions & { readonly data?: object | undefined }) => FarEnd;
  /** Answers the calls of the thread, one at a time. */
  readonly answers?: Calls;
  /** Whether the thread may be terminated now; otherwise it was asked to end by itself. */
  readonly mayTerminate?: () => boolean;
  /** Called once, when the thread dies. */
  readonly onDeath?: (cause: unknown) => void;
}

export interface CallBounds {
  /**
   * Longest wait for a message, the time to answer the thread's own calls apart; without end when left out. For one
   * call at a time.
   */
  readonly silenceMs?: number;
  readonly signal?: AbortSignal;
}

export type Thread<C extends Calls> = ReturnType<typeof startThread<C>>;

/** A view that is handed over takes its whole buffer with it. */
function transferOf(value: unknown): ArrayBuffer[] {
  return ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
}

/** Starts a thread, which keeps the process alive only while a call waits. A call that fails ends it. */
export function startThread<C extends Calls>(options: ThreadOptions) {
  const { open = openThread, answers = {}, mayTerminate = () => true, onDeath } = options;
  const far = open(options);
  const waiting: { resolve(answer: never): void; reject(error: unknown): void }[] = [];
  let hasEnded = false;
  let stopClock = () => {};
  let startClock = () => {};

  function end(error: unknown): Promise<unknown> {
    hasEnded = true;
    stopClock();
    for (const { reject } of waiting.splice(0)) reject(error);
    far.hold(true);
    if (mayTerminate()) far.terminate();
    return far.ended;
  }
  function bury(cause: unknown): void {
    if (hasEnded) return;
    void end(new ThreadFailure(null, cause));
    onDeath?.(cause);
  }
  far.hold(false);
  far.events.on('error', bury);
  void far.ended.then(bury);
  far.events.on('message', async (message: Message) => {
    if ('answer' in message) return waiting.shift()?.resolve(message.answer);
    stopClock();
    try {
      far.post({ answer: await answers[message.name]?.(message.argument) });
      if (waiting.length > 0) startClock();
    } catch (error) {
      void end(error);
    }
  });

  return {
    get hasEnded() {
      return hasEnded;
    },
    /**
     * Makes a call, also before the thread is ready. A view as the argument is handed over, not copied.
     * @throws ThreadFailure; the reason of `signal`; an error of `answers`
     */
    async call<Name extends keyof C & string>(
      name: Name,
      argument: Argument<C, Name>,
      { silenceMs, signal }: CallBounds = {},
    ): Promise<Answer<C, Name>> {
      signal?.throwIfAborted();
      if (hasEnded) throw new ThreadFailure(null);
      const abort = () => void end(signal?.reason);
      signal?.addEventListener('abort', abort);
      startClock = () => {
        if (silenceMs === undefined || hasEnded) return;
        stopClock = startDeadline(silenceMs, () => void end(new ThreadFailure(silenceMs)));
      };
      startClock();
      far.hold(true);
      try {
        return await new Promise((resolve, reject) => {
          // First: an argument that cannot be sent must leave no one waiting.
          far.post({ name, argument }, transferOf(argument));
          waiting.push({ resolve, reject });
        });
      } finally {
        stopClock();
        signal?.removeEventListener('abort', abort);
        if (waiting.length === 0 && !hasEnded) far.hold(false);
      }
    },
    /** Fails the calls that wait. Resolves when the thread is gone. */
    stop: () => end(new ThreadFailure(null)),
  };
}

/**
 * Answers, in a thread or a process, the calls of the service; a view as the answer is handed over.
 * @returns calls the service
 */
export function serveCalls<C extends Calls>(answers: Calls) {
  const thread = parentPort;
  const post = (message: object, handedOver: ArrayBuffer[] = []) =>
    thread === null ? process.send?.(message) : thread.postMessage(message, handedOver);
  const waiting: ((answer: never) => void)[] = [];
  const receive = async (message: Message) => {
    if ('answer' in message) return waiting.shift()?.(message.answer);
    const answer = await answers[message.name]?.(message.argument);
    post({ answer }, transferOf(answer));
  };
  const events: NodeJS.EventEmitter = process;
  if (thread === null) events.on('message', receive);
  else thread.on('message', receive);
  return <Name extends keyof C & string>(name: Name, argument: Argument<C, Name>) =>
    new Promise<Answer<C, Name>>((resolve) => {
      waiting.push(resolve);
      post({ name, argument });
    });
}

/**
 * Calls `onExpiry` after `delayMs`, unless the returned function is called first. After a blocked event loop,
 * answers that have already arrived are read before it.
 */
export function startDeadline(delayMs: number, onExpiry: () => void): () => void {
  let cancelled = false;
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!cancelled) onExpiry();
    });
  }, delayMs);
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}

/** Waits until `promise` settles, for `delayMs` at most. */
export function waitAtMost(delayMs: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = startDeadline(delayMs, resolve);
    promise.then(() => resolve(), reject).finally(cancel);
  });
}
