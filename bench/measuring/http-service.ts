import { Agent, request } from 'node:http';
import type { RecommendRequest } from '../../src/application/recommend/recommend.ts';
import type { Composition } from '../../src/composition/compose.ts';
import { parseConfig } from '../../src/config.ts';
import { createApp } from '../../src/http/app.ts';

/** The service behind a real socket, with a keep-alive client. */
export interface HttpService {
  /** Asks for five experiences and reads the whole answer. @throws unless it is a 200 */
  recommend(request: RecommendRequest, priorities: string): Promise<void>;
  close(): Promise<void>;
}

function post(url: URL, agent: Agent, payload: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${response.statusCode} : ${Buffer.concat(chunks).toString('utf8')}`));
      });
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}

export async function openHttpService({ essaimage }: Composition): Promise<HttpService> {
  const config = { ...parseConfig({}).http, rateLimitPerMinute: 1_000_000 };
  const app = await createApp({ essaimage, config, logLevel: 'silent' });
  const url = new URL('/v1/recommendations', await app.listen({ host: '127.0.0.1', port: 0 }));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    recommend({ territory, themes, levers }, priorities) {
      const { code, kind } = territory ?? { code: null, kind: null };
      return post(url, agent, JSON.stringify({ territory: { code, kind }, priorities, themes, levers }));
    },
    async close() {
      agent.destroy();
      await app.close();
    },
  };
}
