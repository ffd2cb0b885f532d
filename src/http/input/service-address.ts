import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problems/problem.ts';

/** A name or an address of a machine, with its port: nothing that would end the authority of an address. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Origin at which the service is reached: what the configuration says, or else what
 * the client wrote in `Host`. Never `X-Forwarded-Host`: a cache on the way does not tell two answers apart by it.
 * @throws HttpProblem `http-invalid` when neither says it
 */
export function serviceAddress(
  { headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>,
  publicUrl: string | null,
): string {
  if (publicUrl !== null) return publicUrl;
  const { host = '' } = headers;
  if (!HOST.test(host)) {
    throw new HttpProblem('http-invalid', {
      detail:
        'L’en-tête Host ne dit pas à quelle adresse le service est joint. Corrigez le client ou le mandataire.',
    });
  }
  return `${protocol === 'https' ? 'https' : 'http'}://${host.toLowerCase()}`;
}
