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
  /** Body, sent as JSON. */
  readonly json?: unknown;
}

export interface SiteClient {
  /** Sends a request; rejects when the connection breaks before the end of the answer. */
  ask(path: string, options?: SiteRequest): Promise<SiteAnswer>;
  close(): void;
}

/** Makes a client that behaves as a browser: TLS, name of the site, keep-alive. */
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
