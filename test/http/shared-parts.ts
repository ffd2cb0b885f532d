const SHARED = /^#\/components\/(parameters|responses|headers)\/(.+)$/;

/** Reads an OpenAPI document with the parts that its operations share put in their place; schemas stay references. */
export function withSharedParts(text: string): unknown {
  const { components } = JSON.parse(text);
  return JSON.parse(text, (_key, value) => {
    const [, kind = '', name = ''] = SHARED.exec(Object(value).$ref) ?? [];
    return kind === '' ? value : components[kind][name];
  });
}
