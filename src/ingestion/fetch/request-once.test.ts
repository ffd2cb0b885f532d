import { expect, it } from 'vitest';
import { isPublicAddress } from './request-once.ts';

it.each(['93.184.215.14', '8.8.8.8', '2001:4860:4860::8888', '2606:4700::1111', '::ffff:8.8.8.8'])(
  'reaches %s',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  ['loopback', '127.0.0.1'],
  ['loopback', '127.8.9.10'],
  ['loopback', '::1'],
  ['unspecified', '0.0.0.0'],
  ['unspecified', '::'],
  ['private', '10.1.2.3'],
  ['private', '172.16.0.1'],
  ['private', '192.168.1.1'],
  ['unique local', 'fd00:ec2::254'],
  ['site-local', 'fec0::1'],
  ['link-local, metadata', '169.254.169.254'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['shared (CGNAT)', '100.64.0.1'],
  ['metadata in CGNAT', '100.100.100.200'],
  ['metadata in a public range', '168.63.129.16'],
  ['metadata in a reserved range', '192.0.0.192'],
  ['multicast', '224.0.0.1'],
  ['multicast', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '203.0.113.5'],
  ['documentation', '2001:db8::1'],
  ['IPv4-mapped', '::ffff:127.0.0.1'],
  ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['local NAT64', '64:ff9b:1::1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['host name', 'localhost'],
  ['empty text', ''],
])('refuses %s %s', (_what, address) => {
  expect(isPublicAddress(address)).toBe(false);
});
