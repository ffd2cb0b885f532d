import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { loadWebBuild } from '../../src/http/pages/web-build.ts';
import { type Application, startApplication } from '../http/start-application.ts';

const WEB_FOLDER = fileURLToPath(new URL('../../web/dist/', import.meta.url));

export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** Answers on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<Site> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The real service with its pages, listening on a free port. */
export async function serveApplication(): Promise<Site & Pick<Application, 'app'>> {
  const web = await loadWebBuild(WEB_FOLDER);
  const application = await startApplication({ web });
  const origin = await application.app.listen({ host: '127.0.0.1', port: 0 });
  return { origin, app: application.app, close: application.close };
}
