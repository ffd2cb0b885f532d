import { z } from 'zod';
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';
import { readJson } from './read-json.ts';

const shortRequestsSchema = z.array(z.strictObject({ text: z.string(), useful: z.array(z.string()) }));
const queriesSchema = z.array(z.strictObject({ query: z.string(), relevant: z.array(z.string()) }));

function read<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  return readJson(new URL(name, import.meta.url), schema);
}

/** Reads the requests of a few words, with the experiences that are useful to each; the judged ones are long. */
export async function readShortRequests(): Promise<z.infer<typeof shortRequestsSchema>> {
  const queries = await read('text-search/queries.json', queriesSchema);
  return [
    ...(await read('short-requests.json', shortRequestsSchema)),
    ...queries.map(({ query, relevant }) => ({ text: query, useful: relevant })),
  ];
}

/** Makes a request of its priorities alone. */
export function ask(priorities: string): MatchRequest {
  return {
    territory: null,
    priorities,
    themes: [],
    levers: [],
    exclude: [],
    audience: 'public',
  };
}
