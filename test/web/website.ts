import { afterAll, beforeAll, expect } from 'vitest';
import { clientOf } from '../http/http-client.ts';
import { builtPages, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';
import { type ReadPage, readPage } from './read-page.ts';

export { builtPages };

/** Starts the real service with its pages for the tests of a file. */
export function openWebsite(options: Omit<Parameters<typeof startApplication>[0], 'web'> = {}) {
  let application: Awaited<ReturnType<typeof startApplication>>;
  beforeAll(async () => {
    application = await startApplication({ ...options, web: await builtPages() });
  }, START_TIMEOUT_MS);
  afterAll(() => application?.close());

  const fetchPage = (url: string) => clientOf(application.app).get(url).set({ accept: 'text/html' });
  async function fetchGood(url: string) {
    const response = await fetchPage(url);
    expect(response.statusCode, url).toBe(200);
    return response;
  }
  return {
    get application() {
      return application;
    },
    /** Asks for a page or a file; a refused one too. */
    fetchPage,
    fetchGood,
    async open(url: string, status = 200): Promise<ReadPage> {
      const response = await fetchPage(url);
      expect(response.statusCode, url).toBe(status);
      expect(response.headers['content-type'], url).toContain('text/html');
      return readPage(response.text);
    },
    /** Returns the JSON of the API. */
    askApi: async (url: string) => (await fetchGood(url)).body,
  };
}
