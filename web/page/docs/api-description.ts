import { z } from 'zod';

/** Divides items by a key, in the order of their first one: `Map.groupBy`, which Node 20 does not have. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const described = { description: z.string().optional() };

const keywordsSchema = z.object({
  ...described,
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  examples: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
});

/** JSON Schema, as far as the pages show it. */
export interface Schema extends z.infer<typeof keywordsSchema> {
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  keywordsSchema.extend({
    properties: z.record(z.string(), schemaSchema).optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
  }),
);

const contentSchema = z.record(
  z.string(),
  z
    .object({
      schema: schemaSchema.optional(),
      examples: z.object({ recorded: z.object({ value: z.unknown() }) }).optional(),
    })
    .transform(({ schema, examples }) => ({ schema, example: examples?.recorded.value })),
);

const parameterSchema = z.object({
  ...described,
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().optional(),
  schema: schemaSchema.default({}),
  example: z.unknown().optional(),
});

const responseSchema = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.object({ ...described, schema: schemaSchema.optional() })).optional(),
  content: contentSchema.default({}),
});

const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), responseSchema),
});

const documentSchema = z.object({
  info: z.object({ description: z.string(), version: z.string() }),
  tags: z.array(z.object({ ...described, name: z.string(), 'x-displayName': z.string().optional() })),
  components: z.object({ schemas: z.record(z.string(), schemaSchema).default({}) }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

export type Parameter = z.infer<typeof parameterSchema>;
export type Response = z.infer<typeof responseSchema>;

/** A route of the API. */
export interface Operation extends z.infer<typeof operationSchema> {
  /** In capitals. */
  readonly method: string;
  /** With names in braces: `/v1/experiences/{id}`. */
  readonly path: string;
}

/** Operations of one subject. */
export interface OperationGroup {
  readonly name: string;
  readonly description: string | undefined;
  readonly operations: readonly Operation[];
}

/** OpenAPI document of the service, as far as the pages show it. */
export interface ApiDescription {
  readonly version: string;
  readonly description: string;
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Every operation once, in the order of the tags of the document. */
  readonly groups: readonly OperationGroup[];
}

const SHARED = /^#\/components\/(parameters|responses|headers|requestBodies)\/(.+)$/;

/** Puts shared parameters, answers and headers where the document refers to them. Schemas stay references. */
function withoutReferences(document: object): unknown {
  const components = Object(Reflect.get(document, 'components'));
  return JSON.parse(JSON.stringify(document), (_key, value) => {
    const [, kind = '', name = ''] = SHARED.exec(Object(value).$ref) ?? [];
    return kind === '' ? value : components[kind]?.[name];
  });
}

/** Divides operations by their first tag: those of the document first, in its order. */
function groupsOf(tags: z.infer<typeof documentSchema>['tags'], operations: readonly Operation[]) {
  const ofTag = groupBy(operations, (operation) => operation.tags[0] ?? '');
  const declared = new Map(tags.map((tag) => [tag.name, tag]));
  return [...new Set([...declared.keys(), ...ofTag.keys()])].flatMap((name) => {
    const tag = declared.get(name);
    const members = ofTag.get(name);
    if (members === undefined) return [];
    return [{ name: tag?.['x-displayName'] ?? name, description: tag?.description, operations: members }];
  });
}

function read(document: object): ApiDescription {
  const { info, tags, components, paths } = documentSchema.parse(withoutReferences(document));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  return { ...info, operations, schemas: components.schemas, groups: groupsOf(tags, operations) };
}

const READ = new WeakMap<object, ApiDescription>();

/** Reads an OpenAPI document, once for each object: it has half a million characters. */
export function readDescription(document: object): ApiDescription {
  const description = READ.get(document) ?? read(document);
  READ.set(document, description);
  return description;
}
