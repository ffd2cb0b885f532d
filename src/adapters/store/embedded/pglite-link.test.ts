import { once } from 'node:events';
import { expect, it } from 'vitest';
import { ConnectionLostError } from '../session/database-errors.ts';
import { WorkerSocket } from './pglite-link.ts';

async function open(): Promise<WorkerSocket> {
  const entry = new URL('../../../../test/fixtures/faulty-database-worker.ts', import.meta.url);
  const socket = new WorkerSocket(entry, '');
  await socket.start(60_000);
  return socket;
}

it('carries bytes both ways, and closes the database on end', async () => {
  const socket = await open();
  expect(socket.readyState).toBe('open');
  socket.write('question');
  expect(String((await once(socket, 'data'))[0])).toBe('answer to question');
  socket.end('X\0\0\0\x04');
  await socket.gone;
  expect(socket.readyState).toBe('closed');
  expect(socket.errored).toBeNull();
});

it.each([
  ['fail', 'panne'],
  ['end', 'le fil s’est arrêté (code 3)'],
])('is lost when the thread dies (%s)', async (order, cause) => {
  const socket = await open();
  const failed = once(socket, 'error');
  socket.write(order);
  const [error] = await failed;
  expect(error).toBeInstanceOf(ConnectionLostError);
  expect(error.cause?.message).toBe(cause);
  await socket.gone;
});

it('stops a thread that never yields', async () => {
  const started = once(process, 'worker');
  const socket = await open();
  const [thread] = await started;
  socket.write('freeze');
  socket.destroy();
  await socket.gone;
  expect(thread.threadId).toBe(-1);
});
