import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { ConnectionLostError } from '../session/database-errors.ts';
import { WorkerSocket } from './worker-socket.ts';

/** A stand-in for the database's thread, which fails or exits on request. */
const thread = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (request) => {
    if (request === 'close') return parentPort.postMessage('closed');
    const text = Buffer.from(request).toString();
    if (text === 'fail') throw new Error('panne');
    if (text === 'end') process.exit(3);
    parentPort.postMessage(new Uint8Array(Buffer.from('answer to ' + text)));
  });
  parentPort.postMessage('ready');`;

async function open(): Promise<WorkerSocket> {
  const socket = new WorkerSocket(new Worker(thread, { eval: true }));
  await once(socket, 'ready');
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
  ['end', undefined],
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
  const busy = new Worker(`require('node:worker_threads').parentPort.postMessage('ready'); for (;;);`, {
    eval: true,
  });
  const socket = new WorkerSocket(busy);
  await once(socket, 'ready');
  socket.destroy();
  await socket.gone;
  expect(busy.threadId).toBe(-1);
});
