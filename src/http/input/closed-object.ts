import { z } from 'zod';

/** Strict object schema whose error lists the known properties. */
export function closedObject<T extends z.core.$ZodLooseShape>(shape: T) {
  return closedObjectWithout(shape, {});
}

/** The same; its error says where to write the properties that were `moved` from it. */
export function closedObjectWithout<T extends z.core.$ZodLooseShape>(
  shape: T,
  moved: Readonly<Record<string, string>>,
) {
  const known = Object.keys(shape).join(', ');
  const message = known === '' ? 'Rien n’est attendu ici.' : `Sont possibles : ${known}.`;
  return z.strictObject(shape, {
    error(issue) {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const advice = issue.keys.flatMap((key) => (Object.hasOwn(moved, key) ? [moved[key]] : []));
      return [...advice, message].join(' ');
    },
  });
}
