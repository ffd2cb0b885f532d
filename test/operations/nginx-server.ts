import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CONFIGURATION = fileURLToPath(new URL('../../docs/operations/nginx/essaimage.conf', import.meta.url));
/** Server name in the committed configuration. */
export const SERVER_NAME = 'essaimage.exemple.fr';

/** Reason for skipping, for the titles of tests; null when nginx and openssl are installed. */
export const missingForNginx = ['nginx', 'openssl'].some(
  (program) => spawnSync(program, ['version']).error !== undefined,
)
  ? 'skipped: install the Debian packages nginx and openssl'
  : null;

export interface NginxServer {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Self-signed certificate, in PEM. */
  readonly certificate: string;
  /** Reads its error log and the logs of the committed configuration. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

interface Ports {
  readonly http: number;
  readonly https: number;
  /** Ports of the two instances. */
  readonly instances: readonly [number, number];
  /** Rate of requests from one address; that of the configuration without it. */
  readonly rate?: string;
}

function replaceOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`the configuration does not say once: ${from}`);
  return text.replace(from, to);
}

async function deriveConfiguration(directory: string, ports: Ports): Promise<string> {
  const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ family }) => family === 'IPv6'),
  );
  const other = (line: string) => (hasIpv6 ? line : '');
  const replacements: readonly (readonly [string, string])[] = [
    ['listen 80;', `listen 127.0.0.1:${ports.http};`],
    ['listen [::]:80;', other(`listen [::1]:${ports.http};`)],
    ['listen 443 ssl;', `listen 127.0.0.1:${ports.https} ssl;`],
    ['listen [::]:443 ssl;', other(`listen [::1]:${ports.https} ssl;`)],
    ['127.0.0.1:3001', `127.0.0.1:${ports.instances[0]}`],
    ['127.0.0.1:3002', `127.0.0.1:${ports.instances[1]}`],
    ['rate=300r/m', `rate=${ports.rate ?? '300r/m'}`],
    [`/etc/letsencrypt/live/${SERVER_NAME}/fullchain.pem`, join(directory, 'certificate.pem')],
    [`/etc/letsencrypt/live/${SERVER_NAME}/privkey.pem`, join(directory, 'key.pem')],
  ];
  const committed = await readFile(CONFIGURATION, 'utf8');
  const moved = replacements.reduce((text, [from, to]) => replaceOnce(text, from, to), committed);
  return moved.replaceAll('/var/log/nginx/', `${directory}/`);
}

/** Writes the part that Debian's own configuration adds around it. */
function surroundings(directory: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/${name};`,
  );
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 2;
pid ${directory}/nginx.pid;
error_log ${directory}/error.log warn;
events { worker_connections 768; }
http {
  ${temporary.join('\n  ')}
  gzip on;
  include ${directory}/essaimage.conf;
}
`;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function stop(child: ChildProcess, directory: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }
  await rm(directory, { recursive: true, force: true });
}

/** Starts Debian's nginx with the committed configuration, in a temporary folder. */
export async function startNginx(ports: Ports): Promise<NginxServer> {
  const directory = await mkdtemp(join(tmpdir(), 'essaimage-nginx-'));
  const certificatePath = join(directory, 'certificate.pem');
  // biome-ignore format: one option a pair
  await run('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', `/CN=${SERVER_NAME}`, '-addext', `subjectAltName=DNS:${SERVER_NAME}`,
    '-keyout', join(directory, 'key.pem'), '-out', certificatePath,
  ]);
  await writeFile(join(directory, 'essaimage.conf'), await deriveConfiguration(directory, ports));
  await writeFile(join(directory, 'nginx.conf'), surroundings(directory));
  const child = spawn('nginx', ['-c', join(directory, 'nginx.conf'), '-p', directory, '-e', 'error.log'], {
    stdio: 'ignore',
  });
  const logs = async () =>
    (
      await Promise.all(
        ['error.log', 'essaimage.error.log', 'essaimage.access.log'].map((name) =>
          readFile(join(directory, name), 'utf8').catch(() => ''),
        ),
      )
    ).join('\n');
  while (!(await accepts(ports.https))) {
    if (child.exitCode !== null) {
      const said = await logs();
      await stop(child, directory);
      throw new Error(`nginx has not started: ${said}`);
    }
    await sleep(50);
  }
  return {
    httpPort: ports.http,
    httpsPort: ports.https,
    certificate: await readFile(certificatePath, 'utf8'),
    logs,
    stop: () => stop(child, directory),
  };
}
