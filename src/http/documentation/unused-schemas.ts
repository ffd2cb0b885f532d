function referencesIn(value: unknown): readonly string[] {
  const references = JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return Array.from(references, ([, name]) => name ?? '');
}

/** Returns the names of schemas that no path uses, directly or through another schema. */
export function findUnusedSchemas(
  paths: unknown,
  schemas: Readonly<Record<string, unknown>>,
): readonly string[] {
  const used = new Set<string>();
  const pending = [...referencesIn(paths)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    pending.push(...referencesIn(schemas[name] ?? {}));
  }
  return Object.keys(schemas).filter((name) => !used.has(name));
}
