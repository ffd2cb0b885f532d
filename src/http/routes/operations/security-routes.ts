import { HttpProblem } from '../../problems/problem.ts';
import type { ApiRoutes } from '../api-routes.ts';

/** RFC 9116 wants less than a year. */
const VALIDITY_MS = 360 * 24 * 60 * 60 * 1_000;

/** Returns the contact as a URI; null when it is neither an address nor a URL, which RFC 9116 requires. */
function contactUri(contact: string | null): string | null {
  if (contact === null) return null;
  if (/^https:\/\/\S+$/.test(contact)) return contact;
  return /^[^\s@:]+@[^\s@]+$/.test(contact) ? `mailto:${contact}` : null;
}

/** Tells where to report a flaw (RFC 9116); the page does not exist without an operator to write to. */
export const rootRoutes: ApiRoutes = async (app, { operator, publicUrl }) => {
  const uri = contactUri(operator.contact);
  // Counted from the start, when the operator last gave the contact: a date that moves with each request never expires.
  const expires = new Date(Date.now() + VALIDITY_MS).toISOString();
  const path = '/.well-known/security.txt';
  app.get(path, { config: { access: 'open' }, schema: { hide: true } }, async (_request, reply) => {
    if (uri === null) throw new HttpProblem('route-not-found');
    const lines = [`Contact: ${uri}`, `Expires: ${expires}`, 'Preferred-Languages: fr, en'];
    const canonical = publicUrl === null ? [] : [`Canonical: ${publicUrl}${path}`];
    return reply.type('text/plain; charset=utf-8').send([...lines, ...canonical, ''].join('\n'));
  });
};
