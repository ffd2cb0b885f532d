import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSentenceEncoder } from '../../src/adapters/embedding/sentence-encoder.ts';
import { MODEL_DIRECTORY } from '../fixtures/model-directory.ts';
import { serve } from '../web/serve.ts';

/** Diagnostics channels on which Node announces every connection. */
const CHANNELS = ['net.client.socket', 'undici:request:create'] as const;

let attempts: string[];
function record(_: unknown, channel: string | symbol): void {
  attempts.push(String(channel));
}
beforeEach(() => {
  attempts = [];
  for (const channel of CHANNELS) subscribe(channel, record);
});
afterEach(() => {
  for (const channel of CHANNELS) unsubscribe(channel, record);
});

describe('the model and the network', () => {
  it('loads and computes without a connection', async () => {
    const encoder = await loadSentenceEncoder(MODEL_DIRECTORY);
    await encoder.encode('épicerie solidaire', 'query');
    expect(attempts).toEqual([]);
  });

  it('fails without a connection when its files are missing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'modele-'));
    await expect(loadSentenceEncoder(empty)).rejects.toThrow();
    await expect(loadSentenceEncoder('Xenova/all-MiniLM-L6-v2')).rejects.toThrow();
    expect(attempts).toEqual([]);
    await rm(empty, { recursive: true });
  });

  it('detects a connection (check of the test itself)', async () => {
    const server = await serve((_, response) => response.end());
    await fetch(server.origin);
    await server.close();
    expect(attempts).toContain('undici:request:create');
  });
});
