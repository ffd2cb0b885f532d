import type { ReadOptions } from '../../../ports/import-reader.ts';
import { importUnreadable } from '../../common/import-failures.ts';
import { type ReadingThread, startThread, ThreadFailure } from '../../common/reading-thread.ts';
import type { RobotsQuestion, RobotsVerdict } from '../../fetch/robots-rules.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import type { DocumentReading } from '../document/read-document.ts';
import type { ParserReply, ParserRequest, ParserSettings, ReadRequest } from '../thread/parser-messages.ts';
import { ResourceRegister } from './resource-register.ts';

const OUT_OF_TURN = 'the thread answered another request';
const ENTRY = new URL('../thread/parse-worker.ts', import.meta.url).href;

/** Documents of one import: their thread, which starts at the first one and after each failure, and their ids. */
export interface ReadSession extends ReadOptions {
  readonly limits: ReadLimits;
  /**
   * Has the thread read one document, or lines of one, and gives each resource its id.
   * @throws DomainError `import-unreadable`
   */
  read(request: ReadRequest, origin: string): Promise<DocumentReading>;
  /** Has the thread apply a robots.txt. @throws DomainError `import-unreadable` */
  judge(question: RobotsQuestion): Promise<RobotsVerdict>;
  close(): Promise<void>;
}

export function openSession(settings: ParserSettings, limits: ReadLimits, options: ReadOptions): ReadSession {
  const register = new ResourceRegister();
  let thread: ReadingThread<ParserRequest, ParserReply> | null = null;

  async function ask(request: ParserRequest, origin: string): Promise<ParserReply> {
    options.signal.throwIfAborted();
    thread ??= startThread({ entry: ENTRY, ...settings }, limits.workerMemoryMb);
    try {
      thread.tell(request);
      return await thread.hear(limits.parseTimeoutMs, options.signal);
    } catch (error) {
      await close();
      if (!(error instanceof ThreadFailure)) throw error;
      throw importUnreadable(origin, error.message, error);
    }
  }

  async function close(): Promise<void> {
    const ended = thread;
    thread = null;
    await ended?.stop();
  }

  return {
    ...options,
    limits,
    close,
    async read(request, origin) {
      const reply = await ask(request, origin);
      if (reply.kind === 'unreadable') throw importUnreadable(origin, reply.reason);
      if (reply.kind === 'judged') throw new TypeError(OUT_OF_TURN);
      return { ...reply.reading, items: reply.reading.items.flatMap((item) => register.register(item)) };
    },
    async judge(question) {
      const reply = await ask({ kind: 'robots', question }, new URL('/robots.txt', question.url).href);
      if (reply.kind !== 'judged') throw new TypeError(OUT_OF_TURN);
      return reply.verdict;
    },
  };
}
