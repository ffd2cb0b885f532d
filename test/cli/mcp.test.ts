import { fileURLToPath } from 'node:url';
import { Client, parseJSONRPCMessage } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test, vi } from 'vitest';
import { runEssaimage, startEssaimage } from './essaimage-process.ts';
import { MEMBERS_ID, PUBLIC_COUNT } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const BINARY = fileURLToPath(new URL('../../bin/essaimage.js', import.meta.url));

const installation = await useInstallation();
const environment = installation.environment('data');

test('answers an assistant that starts it, with what is public only', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [BINARY, 'mcp'],
    env: { PATH: process.env.PATH ?? '', ...environment },
    stderr: 'pipe',
  });
  await client.connect(transport, { timeout: 200_000 });
  try {
    expect(client.getServerVersion()).toMatchObject({ name: 'essaimage', title: 'Essaimage' });
    expect((await client.listTools()).tools).toHaveLength(6);
    const collection = await client.callTool({ name: 'describe_collection', arguments: {} });
    expect(JSON.stringify(collection.content)).toContain(`${PUBLIC_COUNT} expériences publiques`);
    const answer = await client.callTool({
      name: 'recommend',
      arguments: { territory: { code: '35236' }, priorities: 'ouvrir une épicerie solidaire' },
    });
    expect(JSON.stringify(answer.content)).toContain('Pour : Redon');
    const closed = await client.callTool({ name: 'read_experience', arguments: { id: MEMBERS_ID } });
    expect(closed).toMatchObject({ isError: true });
  } finally {
    await client.close();
  }
});

test('answers before it has indexed, writes only the protocol, and ends with its input', async () => {
  const running = startEssaimage(['mcp'], installation.environment('new'), 'open');
  const output = running.ended;
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  running.child.stdin?.write(`${JSON.stringify(hello)}\nnot json\n`);
  await vi.waitUntil(() => running.written().stdout.includes('\n'), { timeout: 60_000, interval: 100 });
  expect(running.written().stderr).not.toContain('Indexation');
  running.child.stdin?.end();
  const { code, stdout } = await output;
  expect(code).toBe(0);
  const messages = stdout
    .trim()
    .split('\n')
    .map((line) => parseJSONRPCMessage(JSON.parse(line)));
  expect(messages).toMatchObject([{ id: 1, result: { instructions: expect.stringContaining('Essaimage') } }]);
});

test('says on standard error what it cannot open', async () => {
  const { code, stdout, stderr } = await runEssaimage(['mcp'], { ...environment, CORPUS_DIR: '/nowhere' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('/nowhere');
});
