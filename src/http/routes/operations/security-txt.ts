import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../../problems/problem.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** Returns the contact as a URI; null when it is neither an address nor a URL, which RFC 9116 requires. */
function contactUri(contact: string | null): string | null {
  if (contact === null) return null;
  if (/^https:\/\/\S+$/.test(contact)) return contact;
  return /^[^\s@:]+@[^\s@]+$/.test(contact) ? `mailto:${contact}` : null;
}

/** Tells where to report a flaw (RFC 9116); the page does not exist without an operator to write to. */
export function securityTextRoute(app: FastifyInstance, contact: string | null): void {
  app.get(
    '/.well-known/security.txt',
    { config: { access: 'open' }, schema: { hide: true } },
    async (_request, reply) => {
      const uri = contactUri(contact);
      if (uri === null) throw new HttpProblem('route-not-found');
      const expires = new Date(Date.now() + YEAR_MS).toISOString();
      const lines = [`Contact: ${uri}`, `Expires: ${expires}`, 'Preferred-Languages: fr, en', ''];
      return reply.type('text/plain; charset=utf-8').send(lines.join('\n'));
    },
  );
}
