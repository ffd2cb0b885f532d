import { z } from 'zod';

/** Refuses each repeated key, even among invalid items; an item whose `keyOf` is undefined is skipped. */
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

/** Creates a reader of one text property of an unparsed object; undefined when it has none. */
export function textUnder(name: string): (item: unknown) => string | undefined {
  const shape = z.object({ [name]: z.string() });
  return (item) => shape.safeParse(item).data?.[name];
}
