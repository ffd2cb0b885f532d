import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { HttpProblem } from '../problems/problem.ts';

/** Removes the origin of an absolute-form target (RFC 9112). Always starts with a slash. */
export function pathOfTarget(target: string): string {
  const path = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** Host name or IP address, with an optional port; no character that could end a URL's authority. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Returns the public origin of the service: the configured one, else the `Host` of the request. Ignores
 * `X-Forwarded-Host`, which caches do not have in their keys.
 * @throws HttpProblem `http-invalid` when `Host` is missing or malformed
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

/** Returns the network of a client: that many leading bytes of its address, which may be IPv4 written as IPv6. */
function leading(ip: string, bytesOfV4: number, bytesOfV6: number): string {
  if (!ipaddr.isValid(ip)) return ip;
  const bytes = ipaddr.process(ip).toByteArray();
  return bytes.slice(0, bytes.length === 4 ? bytesOfV4 : bytesOfV6).join('.');
}

/** Returns an IPv4 address, or the /64 of an IPv6 one: that of one home or one phone. */
export const addressOf = (ip: string) => leading(ip, 4, 8);

/** Returns an IPv4 address, or the /48 of an IPv6 one: the most that one subscriber is given. */
export const networkOf = (ip: string) => leading(ip, 4, 6);

/** Returns the /24 of an IPv4 address, or the /48 of an IPv6 one: few people hold several. */
export const wideNetworkOf = (ip: string) => leading(ip, 3, 6);
