import type { Tool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { CallApi } from './call-api.ts';

export interface AssistantTool {
  /** Description sent to the assistant. */
  readonly listed: Tool;
  /** Answers with the JSON of the API and a text. Throws ApiFailure. */
  readonly call: (
    given: Readonly<Record<string, unknown>>,
    api: CallApi,
  ) => Promise<{ readonly json: Record<string, unknown>; readonly text: string }>;
}

interface ToolDefinition<Answer extends z.core.$ZodLooseShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Shape of the arguments. It only describes them: the API checks them. */
  readonly input: z.ZodRawShape;
  readonly output: z.ZodObject<Answer>;
  readonly ask: (given: Readonly<Record<string, unknown>>, api: CallApi) => Promise<unknown>;
  readonly write: (answer: z.output<z.ZodObject<Answer>>) => string;
}

const looseObject = z.record(z.string(), z.unknown());
const objectSchema = z.looseObject({ type: z.literal('object') });

/** Describes an object as JSON Schema; those of answers stay open, for fields to come. */
function describeObject(shape: z.core.$ZodLooseShape, io: 'input' | 'output') {
  const schema = z.toJSONSchema(z.object(shape), {
    io,
    override({ jsonSchema }) {
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  return objectSchema.parse(schema);
}

export function defineTool<Answer extends z.core.$ZodLooseShape>({
  name,
  title,
  description,
  input,
  output,
  ask,
  write,
}: ToolDefinition<Answer>): AssistantTool {
  return {
    listed: {
      name,
      title,
      description,
      inputSchema: { ...describeObject(input, 'input'), additionalProperties: false },
      outputSchema: describeObject(output.shape, 'output'),
      annotations: { title, readOnlyHint: true, openWorldHint: false },
    },
    async call(given, api) {
      const json = await ask(given, api);
      return { json: looseObject.parse(json), text: write(output.parse(json)) };
    },
  };
}
