import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { serve } from '../web/serve.ts';

const valueSchema = z.object({ stringValue: z.string().optional(), intValue: z.coerce.number().optional() });
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .transform((list) =>
    Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue ?? value.intValue])),
  );
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: attributesSchema,
});
export type CollectedSpan = z.infer<typeof spanSchema>;
const payloadSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

/** Starts an OTLP collector over HTTP that keeps what it receives. It refuses everything after `refuse()`. */
export async function openCollector() {
  const bodies: string[] = [];
  const types: string[] = [];
  const paths: string[] = [];
  let isRefusing = false;
  const { origin: url, close } = await serve((request, response) => {
    void buffer(request).then((body) => {
      paths.push(request.url ?? '');
      types.push(request.headers['content-type'] ?? '');
      if (!isRefusing) bodies.push(body.toString('latin1'));
      response.writeHead(isRefusing ? 400 : 200).end();
    });
  });
  const payloads = () =>
    bodies.map((body) => payloadSchema.parse(JSON.parse(Buffer.from(body, 'latin1').toString())));
  return {
    url,
    bodies,
    types,
    paths,
    refuse: () => {
      isRefusing = true;
    },
    /** Returns the spans received; they must be in JSON. */
    spans: () =>
      payloads().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    resources: () =>
      payloads().flatMap(({ resourceSpans }) => resourceSpans.map(({ resource }) => resource.attributes)),
    close,
  };
}
