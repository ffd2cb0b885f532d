import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeySecrets } from '../../ports/access.ts';

const PREFIX_BYTES = 6;
const SECRET_BYTES = 32;

/** Hashes with SHA-256: a secret of 256 random bits needs no slow hash. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Prefixes are `ess_` and 12 hexadecimal digits, secrets 32 random bytes in base64url, digests in hexadecimal. */
export const randomKeySecrets: KeySecrets = {
  generate: () => ({
    prefix: `ess_${randomBytes(PREFIX_BYTES).toString('hex')}`,
    secret: randomBytes(SECRET_BYTES).toString('base64url'),
  }),
  digest: (secret) => digestOf(secret).toString('hex'),
  matches(secret, digest) {
    const expected = Buffer.from(digest, 'hex');
    const given = digestOf(secret);
    return expected.length === given.length && timingSafeEqual(given, expected);
  },
};
