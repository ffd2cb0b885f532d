import { expect, it, onTestFinished, vi } from 'vitest';
import { exchangeJson } from './json-exchange.ts';

it('tells what was answered, even when the rest of the answer cannot be let go', async () => {
  const body = new ReadableStream({ cancel: () => Promise.reject(new Error('rompu')) });
  vi.stubGlobal('fetch', async () => new Response(body, { status: 429 }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const request = { url: 'http://localhost', body: null, apiKey: null, traceHeaders: {} };
  await expect(exchangeJson(request, new AbortController().signal)).rejects.toMatchObject({ kind: 'busy' });
});
