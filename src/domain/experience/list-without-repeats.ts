import { z } from 'zod';

/**
 * A list whose items all have different keys; each repetition is a problem of its own, even when
 * other items are invalid. `keyOf` reads an item not parsed yet: undefined leaves it out.
 */
export function listWithoutRepeats<Item extends z.ZodType>(
  item: Item,
  keyOf: (item: unknown) => string | undefined,
  error: (key: string) => string,
) {
  return z.array(item).superRefine(
    (items, context) => {
      const seen = new Set<string>();
      for (const [index, value] of items.entries()) {
        const key = keyOf(value);
        if (key === undefined) continue;
        if (seen.has(key)) context.addIssue({ code: 'custom', path: [index], message: error(key) });
        seen.add(key);
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  );
}

/** The text that an unparsed object holds under a name, to compare it with others. */
export function textUnder(name: string): (item: unknown) => string | undefined {
  const shape = z.object({ [name]: z.string() });
  return (item) => shape.safeParse(item).data?.[name];
}
