import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { NOBODY } from '../../src/http/app.ts';
import { clientOf } from './http-client.ts';
import { stubApplication } from './stub-application.ts';

const OPERATOR = { ...NOBODY, name: 'Réseau' };
const PATH = '/.well-known/security.txt';
const DAY_MS = 24 * 60 * 60 * 1_000;

async function start(contact: string | null, publicUrl: string | null = null) {
  const app = await stubApplication({}, { publicUrl }, { operator: { ...OPERATOR, contact } });
  onTestFinished(() => app.close());
  return app;
}

afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ['securite@reseau.example', 'mailto:securite@reseau.example'],
  ['https://reseau.example/contact', 'https://reseau.example/contact'],
])('tells where to report a flaw: %s', async (contact, uri) => {
  const { statusCode, headers, text } = await clientOf(await start(contact)).get(PATH);
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const [first, second = '', ...others] = text.split('\n');
  expect(first).toBe(`Contact: ${uri}`);
  expect(second).toMatch(/^Expires: \d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  expect(others).toEqual(['Preferred-Languages: fr, en', '']);
});

it('expires less than a year after the start, when the contact was last given', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const app = await start('securite@reseau.example');
  const startedAt = Date.now();
  const read = async () => /^Expires: (.*)$/m.exec((await clientOf(app).get(PATH)).text)?.[1] ?? '';
  const atStart = await read();
  expect(Date.parse(atStart)).toBeGreaterThan(startedAt);
  expect(Date.parse(atStart)).toBeLessThan(startedAt + 365 * DAY_MS);
  vi.setSystemTime(startedAt + 100 * DAY_MS);
  expect(await read()).toBe(atStart);
});

it('names its address where the service knows its own', async () => {
  const app = await start('securite@reseau.example', 'https://essaimage.example');
  expect((await clientOf(app).get(PATH)).text).toContain(`\nCanonical: https://essaimage.example${PATH}\n`);
});

it.each([null, 'au guichet, 02 99 00 00 00'])('does not exist without an address: %s', async (contact) => {
  const answer = await clientOf(await start(contact)).get(PATH);
  expect(answer.body).toMatchObject({ status: 404, code: 'route-not-found' });
});
