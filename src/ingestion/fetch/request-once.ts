import { lookup as lookupAddress } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import ipaddr from 'ipaddr.js';

/** Resolves a host name to all its addresses. */
export type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface HttpAnswer {
  readonly status: number;
  readonly mediaType: string | null;
  /** Redirect target as the site sent it; null for any other answer. */
  readonly location: string | null;
  /** Decompressed; empty for a redirect. */
  readonly bytes: Uint8Array;
}

export interface Network {
  /** Allowed IP addresses; public ones by default. */
  readonly isAllowedAddress: (address: string) => boolean;
  /** Allowed ports; 80 and 443 by default. */
  readonly isAllowedPort: (port: number) => boolean;
  readonly resolve: Resolve;
}

export interface RequestSettings extends Network {
  readonly userAgent: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export class ForbiddenAddress extends Error {}
export class ForbiddenPort extends Error {}
export class TooManyBytes extends Error {}
/** The connection ended without an answer, such as after `101 Switching Protocols`. */
export class NoAnswer extends Error {}

const DECODERS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);
const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);

export const resolveWithSystem: Resolve = (hostname) =>
  lookupAddress(hostname, { all: true, verbatim: true });

/**
 * Sends one GET request, without following redirects. Connects to the address that was checked: the name is
 * not resolved again.
 * @throws ForbiddenAddress, ForbiddenPort, TooManyBytes, NoAnswer, or the network error
 */
export async function requestOnce(url: URL, settings: RequestSettings): Promise<HttpAnswer> {
  const port = portOf(url);
  if (!settings.isAllowedPort(port)) throw new ForbiddenPort(String(port));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Node skips `lookup` for a literal address: check it here.
  if (isIP(host) !== 0 && !settings.isAllowedAddress(host)) throw new ForbiddenAddress(host);
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    agent: false,
    lookup: createCheckedLookup(settings),
    signal: settings.signal,
    headers: {
      'user-agent': settings.userAgent,
      accept: 'text/html, application/xhtml+xml, application/pdf;q=0.9, application/xml;q=0.9, */*;q=0.5',
      'accept-language': 'fr',
      'accept-encoding': 'gzip, deflate, br',
    },
  });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve).on('error', reject);
      // Without a listener of `upgrade`, Node closes the connection and emits nothing else.
      request.on('close', () => reject(new NoAnswer())).end();
    });
    return await readAnswer(response, settings.maxBytes);
  } finally {
    request.destroy();
  }
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Refuses a host when any of its addresses is forbidden: an honest site has none. */
function createCheckedLookup({ resolve, isAllowedAddress }: RequestSettings): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const forbidden = addresses.find(({ address }) => !isAllowedAddress(address));
        const [first] = addresses;
        if (forbidden !== undefined || first === undefined) {
          callback(new ForbiddenAddress(forbidden?.address ?? hostname), []);
        } else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  const mediaType = response.headers['content-type'] ?? null;
  const { location } = response.headers;
  if (REDIRECTIONS.has(status) && location !== undefined) {
    response.destroy();
    return { status, mediaType, location, bytes: new Uint8Array() };
  }
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new TooManyBytes();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of decompress(response)) {
    const bytes: Uint8Array = chunk;
    size += bytes.length;
    if (size > maxBytes) throw new TooManyBytes();
    chunks.push(bytes);
  }
  return { status, mediaType, location: null, bytes: Buffer.concat(chunks) };
}

function decompress(response: IncomingMessage): AsyncIterable<Uint8Array> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decoder = DECODERS.get(encoding)?.();
  if (decoder === undefined) return response;
  // An error is thrown by the decoder too.
  return pipeline(response, decoder, () => {});
}

/** Cloud metadata services inside public ranges. */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);
/** Global unicast, which holds every public IPv6 address. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

/**
 * Tells whether an IP address is on the public internet: not private, loopback, link-local, shared (CGNAT),
 * multicast or reserved, nor a route to IPv4 through IPv6. Returns false when the text is not an address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA_ADDRESSES.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_V6);
}
