/**
 * Fault: a service imports from sites made to freeze it, to fill it or to keep it waiting; then an import whose process
 * is killed each time that it is tried. The sites are on this machine: names in `.invalid` lead to them and nowhere
 * else.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { exchange, type FollowedJob, followImport } from './clients.ts';
import { preload, type ServiceProcess } from './service-process.ts';
import { tryOnFolder } from './trial.ts';

/** Long: sites are tried one after the other, in the same queue. */
const IMPORT_PAUSE_MS = 30_000;

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

const PAGE: Reply = (response) =>
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(
      '<!doctype html><article><h2>Atelier</h2><p>Un atelier ouvert.</p><p>Ressource privée : Non</p></article>',
    );
const missing: Reply = (response) => response.writeHead(404).end();
const rules =
  (text: string): Reply =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(text);
const switchProtocols: Reply = (response, { socket }) => {
  response.detachSocket(socket);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
};
const keepSilent: Reply = () => {};
const BOMB = gzipSync(Buffer.alloc(256 * 2 ** 20));
const bomb: Reply = (response) =>
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(BOMB);
const repeat =
  (start: string, text: string): Reply =>
  (response, { socket }) => {
    response.detachSocket(socket);
    const write = () => {
      while (socket.writable && socket.write(text));
    };
    socket
      .on('error', () => {})
      .on('drain', write)
      .write(start);
    write();
  };

interface Site {
  readonly robots: Reply;
  readonly page: Reply;
  /** Final state that the import may have. */
  readonly expected: 'succeeded' | 'failed';
}

const LONG_PATH = 'a'.repeat(1_900);
const SITES: Readonly<Record<string, Site>> = {
  'agents-fois-regles': {
    robots: rules('User-agent: *\n'.repeat(6_000) + 'Disallow: /x\n'.repeat(5_000)),
    page: PAGE,
    expected: 'succeeded',
  },
  etoiles: {
    robots: rules(`User-agent: *\n${`Disallow: /${'*a'.repeat(900)}b\n`.repeat(280)}`),
    page: PAGE,
    expected: 'succeeded',
  },
  'trop-de-regles': {
    robots: rules(`User-agent: *\n${'Allow: /\n'.repeat(50_000)}`),
    page: PAGE,
    expected: 'failed',
  },
  '101-robots': { robots: switchProtocols, page: PAGE, expected: 'failed' },
  '101-page': { robots: missing, page: switchProtocols, expected: 'failed' },
  'page-sans-fin': { robots: missing, page: bomb, expected: 'failed' },
  'en-tetes-sans-fin': {
    robots: missing,
    page: repeat('HTTP/1.1 200 OK\r\n', 'X-Suite: 1\r\n'.repeat(1_000)),
    expected: 'failed',
  },
  'annonces-sans-fin': {
    robots: missing,
    page: repeat('', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(1_000)),
    expected: 'failed',
  },
};
const SILENT = 'muet';
const SOUND = 'sain';

function siteOf({ headers }: IncomingMessage): Site {
  const name = headers.host?.replace(/\.invalid.*$/, '') ?? '';
  const others: Site = { robots: missing, page: name === SILENT ? keepSilent : PAGE, expected: 'succeeded' };
  return SITES[name] ?? others;
}

const server = createServer((request, response) => {
  const { robots, page } = siteOf(request);
  (request.url === '/robots.txt' ? robots : page)(response, request);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = z.object({ port: z.number() }).parse(server.address());

/** Makes the names in `.invalid`, which exist nowhere, lead to the sites of this script. */
const environment = preload(`
  import { Socket } from 'node:net';
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (...given) {
    const [options] = given.flat();
    if (String(options?.host).endsWith('.invalid'))
      Object.assign(options, { host: '127.0.0.1', port: ${port}, lookup: undefined });
    return connect.apply(this, given);
  };`);

/** Asks for an import of a site and returns the address of its job. */
async function requestImport({ address }: ServiceProcess, token: string, site: string): Promise<string> {
  const content = { url: `http://${site}.invalid/${LONG_PATH}` };
  const { location } = await exchange(`${address}/v1/imports`, { method: 'POST', token, content });
  if (location === null) throw new Error('l’import n’a pas été accepté');
  return `${address}${location}`;
}

const isRunning = ({ state }: { readonly state: string }) => state === 'running';
const describe = ({ state, failure, seconds }: FollowedJob) =>
  `${state}${failure === null ? '' : ` ${failure.code}`}, ${seconds.toFixed(1)} s`;

try {
  await tryOnFolder({
    title: 'Sites hostiles',
    importPauseMs: IMPORT_PAUSE_MS,
    environment,
    async fault({ report, service, token }) {
      const importSite = async (site: string) =>
        followImport(await requestImport(service, token, site), token);
      await importSite(SOUND);
      const before = await service.residentBytes();
      const from = performance.now();
      for (const [name, { expected }] of Object.entries(SITES)) {
        const ended = await importSite(name);
        report.promise(`« ${name} » : ${expected}`, describe(ended), ended.state === expected);
      }
      const silent = await requestImport(service, token, SILENT);
      await followImport(silent, token, { isReached: isRunning });
      await exchange(silent, { method: 'DELETE', token });
      const next = await importSite(SOUND);
      report.promise(
        'Import d’un site muet annulé : le suivant réussit',
        describe(next),
        next.state === 'succeeded',
      );
      report.memory(before, await service.residentBytes());
      return { from, to: performance.now() };
    },
  });

  await tryOnFolder({
    title: 'Import dont le processus meurt à chaque essai',
    importPauseMs: IMPORT_PAUSE_MS,
    environment,
    async fault(trial) {
      const { report, token } = trial;
      const from = performance.now();
      let { service } = trial;
      const job = await requestImport(service, token, SILENT);
      for (let death = 1; death <= 2; death += 1) {
        await followImport(job, token, { isReached: isRunning });
        await service.kill();
        service = await trial.startAgain(service);
      }
      const ended = await followImport(job, token);
      report.promise(
        'Échoué après deux morts, avec sa raison',
        describe(ended),
        ended.failure?.code === 'interrupted',
      );
      await trial.reportReturn('Relancé', service);
      return { from, to: performance.now(), mayBreak: true };
    },
  });
} finally {
  server.closeAllConnections();
  server.close();
}
