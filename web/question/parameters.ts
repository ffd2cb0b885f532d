function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>) {
  // Object.entries widens the keys, which the record fixes.
  return Object.entries(record) as [Key, Value][];
}

/** Gives each key of a record the value that a function makes of its own. */
export function mapValues<Key extends string, Value, Made>(
  record: Readonly<Record<Key, Value>>,
  make: (value: Value, key: Key) => Made,
): Readonly<Record<Key, Made>> {
  const made = entriesOf(record).map(([key, value]) => [key, make(value, key)]);
  return Object.fromEntries(made) as Record<Key, Made>;
}

/** Parameters of an address, without the empty ones. @param names name of each field; its own when left out */
export function writeParameters<Field extends string>(
  fields: Readonly<Record<Field, string | null>>,
  names: Readonly<Record<Field, string>> = mapValues(fields, (_text, field) => field),
): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [field, name] of entriesOf(names)) {
    const text = fields[field];
    if (text) parameters.set(name, text);
  }
  return parameters;
}

/** Address of a path and its parameters: the path alone when it has none. */
export function addressWith(path: string, parameters: URLSearchParams): string {
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
