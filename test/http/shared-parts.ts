import { z } from 'zod';

const SHARED = /^#\/components\/(parameters|responses|headers)\/(.+)$/;

/** Reads an OpenAPI document with the parts that its operations share put in their place; schemas stay references. */
export function withSharedParts(text: string): unknown {
  const { components } = JSON.parse(text);
  return JSON.parse(text, (_key, value) => {
    const [, kind = '', name = ''] = SHARED.exec(Object(value).$ref) ?? [];
    return kind === '' ? value : components[kind][name];
  });
}

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        summary: z.string(),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

export const readPaths = (text: string) => documentSchema.parse(withSharedParts(text)).paths;
