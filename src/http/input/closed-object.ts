import { z } from 'zod';

/** Strict object schema whose error lists the known properties. */
export function closedObject<T extends z.core.$ZodLooseShape>(shape: T) {
  const known = Object.keys(shape).join(', ');
  const message = known === '' ? 'Rien n’est attendu ici.' : `Sont possibles : ${known}.`;
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? message : undefined),
  });
}
