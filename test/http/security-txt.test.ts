import { expect, it, onTestFinished } from 'vitest';
import { stubApplication } from './stub-application.ts';

const OPERATOR = {
  name: 'Réseau',
  address: null,
  contact: null,
  publicationDirector: null,
  hostingProvider: null,
  peerContact: null,
};

async function read(contact: string | null) {
  const app = await stubApplication({}, {}, { operator: { ...OPERATOR, contact } });
  onTestFinished(() => app.close());
  return app.inject('/.well-known/security.txt');
}

it.each([
  ['securite@reseau.example', 'mailto:securite@reseau.example'],
  ['https://reseau.example/contact', 'https://reseau.example/contact'],
])('tells where to report a flaw: %s', async (contact, uri) => {
  const { statusCode, headers, body } = await read(contact);
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const [first, second = '', ...others] = body.split('\n');
  expect(first).toBe(`Contact: ${uri}`);
  expect(Date.parse(second.replace('Expires: ', ''))).toBeGreaterThan(Date.now());
  expect(others).toEqual(['Preferred-Languages: fr, en', '']);
});

it.each([null, 'au guichet, 02 99 00 00 00'])('does not exist without an address: %s', async (contact) => {
  expect((await read(contact)).json()).toMatchObject({ status: 404, code: 'route-not-found' });
});
