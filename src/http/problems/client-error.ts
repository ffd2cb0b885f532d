import type { Socket } from 'node:net';
import { HttpProblem, toProblem } from './problem.ts';
import type { ProblemCode } from './problem-catalogue.ts';

const CODES: ReadonlyMap<string, ProblemCode> = new Map([
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'request-timeout'],
]);

const LINGER_MS = 1_000;

/** Answers a request that the HTTP parser refused and Fastify never saw, then closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = new HttpProblem(CODES.get(error.code ?? '') ?? 'http-invalid');
  const { problem } = toProblem(refusal, { id: '', url: '', body: null, query: null });
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.code}\r\n` +
      'Content-Type: application/problem+json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n` +
      `Cache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  );
  // The client may never close its side. Closed at once, it could lose the answer.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
