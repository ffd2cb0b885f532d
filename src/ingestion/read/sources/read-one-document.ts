import type { ImportItem, ReadOptions } from '../../../ports/import-reader.ts';
import { importTooLate, importUnreadable } from '../../common/import-failures.ts';
import type { ReadLimits } from '../common/read-limits.ts';
import type { DocumentInput } from '../document/read-document.ts';
import type { ParserReply, ParserRequest } from '../thread/parser-messages.ts';
import { ParserFailure, type ParserThread } from '../thread/parser-thread.ts';
import type { ResourceRegister } from './resource-register.ts';

/** State shared by the documents of one import. */
export interface ReadSession extends ReadOptions {
  readonly thread: ParserThread;
  readonly register: ResourceRegister;
  readonly limits: ReadLimits;
}

export type Reading = Extract<ParserReply, { kind: 'read' }>['reading'];

/**
 * Has the thread read one document, and gives each resource its id.
 * @throws DomainError `import-unreadable`, `deadline-exceeded`
 */
export async function readOneDocument(
  document: DocumentInput,
  origin: string,
  session: ReadSession,
): Promise<Reading> {
  return ask({ kind: 'document', ...document }, origin, session);
}

/** Same for whole lines of an NDJSON file, in order. */
export async function readRecords(
  bytes: Uint8Array,
  firstLine: number,
  origin: string,
  session: ReadSession,
): Promise<readonly ImportItem[]> {
  return (await ask({ kind: 'records', bytes, firstLine }, origin, session)).items;
}

async function ask(request: ParserRequest, origin: string, session: ReadSession): Promise<Reading> {
  let reply: ParserReply;
  try {
    reply = await session.thread.ask(request, session.signal);
  } catch (error) {
    if (!(error instanceof ParserFailure)) throw error;
    throw error.timeoutMs === null
      ? importUnreadable(origin, error.message, error)
      : importTooLate(origin, error.timeoutMs, error);
  }
  if (reply.kind === 'unreadable') throw importUnreadable(origin, reply.reason);
  const items = reply.reading.items.flatMap((item) => session.register.register(item));
  return { ...reply.reading, items };
}
