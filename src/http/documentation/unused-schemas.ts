function referencesIn(value: unknown): readonly string[] {
  const references = JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  return Array.from(references, ([, name]) => name ?? '');
}

/** The names of the schemas that the paths do not use, directly or through others. */
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
