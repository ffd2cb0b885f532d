import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkFormToken, checkOrigin } from '../plugins/editor-session.ts';
import { HttpProblem } from '../problems/problem.ts';

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** A document of 20 MiB, as the API imports it, with the fields around it. */
export const MAX_EDITOR_FORM_BYTES = 20 * 1024 * 1024 + 64 * 1024;

/** Returns the form that a request carries. */
export function formOf({ body }: FastifyRequest): FormData {
  return body instanceof FormData ? body : new FormData();
}

async function readForm({ headers }: FastifyRequest, body: Buffer): Promise<FormData> {
  // The whole body is in memory, within the limit of its route: nothing is left for a library to stream.
  const sent = new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } });
  return await sent.formData().catch(() => {
    throw new HttpProblem('form-refused', {
      detail: 'Le formulaire est arrivé abîmé. Revenez en arrière et renvoyez-le.',
    });
  });
}

/** Makes the routes of this scope receive forms, only from our own pages. */
export function receiveForms(app: FastifyInstance, publicUrl: string | null): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM_TYPES, { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer) =>
    readForm(request, body),
  );
  // Before the body is read, and after the rate limit and the session.
  app.addHook('preParsing', async (request) => checkOrigin(request, publicUrl));
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.config.access === 'session') checkFormToken(request, formOf(request));
  });
}
