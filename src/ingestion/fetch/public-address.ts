import ipaddr from 'ipaddr.js';

/** Answers to machines of a cloud only, in ranges that are otherwise public. */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);
/** Global unicast: everything public in IPv6 is there. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: not private, loopback, link-local, shared (CGNAT),
 * multicast, reserved, nor a way to reach an IPv4 address through IPv6. Total: false for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA_ADDRESSES.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_V6);
}
