import ipaddr from 'ipaddr.js';

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
