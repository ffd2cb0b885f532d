import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { type NginxServer, SERVER_NAME } from './nginx-server.ts';

export interface SiteAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SiteRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
}

export interface SiteClient {
  /** Rejects when the connection breaks before the whole answer has come. */
  ask(path: string, options?: SiteRequest): Promise<SiteAnswer>;
  close(): void;
}

/** A browser of the site: TLS, the name of the site, connections that are kept. */
export function createSiteClient({ httpsPort, certificate }: NginxServer): SiteClient {
  const agent = new Agent({ keepAlive: true, ca: certificate, servername: SERVER_NAME });
  return {
    ask: (path, { method = 'GET', headers = {}, json } = {}) =>
      new Promise((resolve, reject) => {
        const body = json === undefined ? null : JSON.stringify(json);
        const sent = request({
          agent,
          host: '127.0.0.1',
          port: httpsPort,
          path,
          method,
          headers: {
            host: SERVER_NAME,
            ...(body === null
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
            ...headers,
          },
        });
        sent.once('error', reject);
        sent.once('response', (response) => {
          text(response).then(
            (answered) =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answered }),
            reject,
          );
        });
        sent.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}
