/**
 * Fault: one client opens hundreds of connections, half without a request, half with a body that never ends; another
 * one asks questions meanwhile. Takes a minute.
 */

import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { askUntil, tallyAnswers } from './clients.ts';
import { nextQuestion } from './traffic.ts';
import { tryAlone } from './trial.ts';

const CONNECTIONS = 300;
const SLOW = '127.0.0.2';
const HONEST = '127.0.0.3';
/** Most connections of one client without a whole request (src/http/plugins/connections.ts). */
const MAX_UNFINISHED = 64;
const SETTLE_MS = 5_000;
/** Deadline of a request, and the time to notice it. */
const GONE_MS = 35_000;

const HEAD = [
  'POST /v1/recommendations HTTP/1.1',
  'Host: 127.0.0.1',
  'Content-Type: application/json',
  'Content-Length: 60000',
  '',
  '{"priorities":"',
].join('\r\n');

function openSlow(port: number, hasRequest: boolean): Socket {
  const socket = connect({ host: '127.0.0.1', port, localAddress: SLOW });
  socket.on('error', () => {}).resume();
  if (hasRequest) {
    socket.write(HEAD);
    const timer = setInterval(() => socket.write('a'), 1_000);
    socket.once('close', () => clearInterval(timer));
  }
  return socket;
}

const title = `${CONNECTIONS} connexions d’une même adresse qui n’envoient pas leur requête`;
await tryAlone({ title }, async ({ report, service: { address } }) => {
  const ending = new AbortController();
  const sockets = Array.from({ length: CONNECTIONS }, (_, n) =>
    openSlow(Number(new URL(address).port), n % 2 === 0),
  );
  const count = () => sockets.filter(({ destroyed }) => !destroyed).length;
  const asking = askUntil(ending.signal, HONEST, () => `${address}${nextQuestion()}`);
  await sleep(SETTLE_MS);
  const kept = count();
  await sleep(GONE_MS);
  const left = count();
  ending.abort();
  const replies = await asking;
  report.note('Questions d’une autre adresse', tallyAnswers(replies));
  report.promise(
    'Toutes servies',
    String(replies.length),
    replies.length > 0 && replies.every(({ status }) => status === 200),
  );
  report.promise(
    `Connexions gardées au bout de 5 s ≤ ${MAX_UNFINISHED}`,
    String(kept),
    kept <= MAX_UNFINISHED,
  );
  report.promise('Connexions gardées au bout de 40 s : 0', String(left), left === 0);
  for (const socket of sockets) socket.destroy();
});
