import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { FailurePage } from '../../../web/contract.ts';
import { serviceAddress } from '../input/service-address.ts';
import { openRoutesOfLibrary } from '../plugins/access.ts';
import type { Problem } from '../problems/problem-schema.ts';
import { FIXED_NAME, type WebSite } from './web-build.ts';

const PAGE_MAX_AGE_SECONDS = 60;
/** The icons and the images of shared links keep their names; any other file has a name of its own content. */
const NAMED_FILE_MAX_AGE_SECONDS = 86_400;
/** Embeds keep their names: a new version reaches other sites within this time. */
const EMBED_MAX_AGE_SECONDS = 3_600;
const FOREVER_SECONDS = 365 * 24 * 3_600;

/** Returns a `fetch` that calls the API in this process, on behalf of the client of the page. */
function fetchApiFor(request: FastifyRequest) {
  return async (asked: Request): Promise<Response> => {
    const { pathname, search } = new URL(asked.url);
    const asking = request.server.inject({
      method: 'GET',
      url: `${pathname}${search}`,
      remoteAddress: request.ip,
      headers: { 'x-request-id': request.id },
      signal: request.cancellation,
    });
    const answer = await asking.catch((error: unknown) => {
      request.cancellation.throwIfAborted();
      throw error;
    });
    const headers = new Headers({ 'content-type': String(answer.headers['content-type']) });
    const delay = answer.headers['retry-after'];
    if (delay !== undefined) headers.set('retry-after', String(delay));
    return new Response(answer.statusCode === 304 ? null : answer.body, {
      status: answer.statusCode,
      headers,
    });
  };
}

/** Sends a page of the web build. */
export async function sendPage(
  { build, operator, publicUrl }: WebSite,
  pattern: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = new Request(`${serviceAddress(request, publicUrl)}${request.url}`);
  const page = await build.handle(asked, pattern, {
    assets: build.assets,
    fetchApi: fetchApiFor(request),
    describeApi: () => request.server.swagger(),
    requestId: request.id,
    operator,
    params: Object(request.params),
  });
  // Not `text()`, which drops the byte order mark that spreadsheets need.
  const body = Buffer.from(await page.arrayBuffer()).toString('utf8');
  return reply.code(page.status).headers(Object.fromEntries(page.headers)).send(body);
}

/** Renders a problem as a page, with a link to try the same address again. */
export function writeFailure(
  { build, operator }: WebSite,
  problem: Problem,
  request: FastifyRequest,
): FailurePage {
  // Two slashes, or the backslashes that browsers take for them, would link to another site.
  const path = request.url.replace(/^[/\\]+/, '/');
  return build.failurePage(problem, { assets: build.assets, operator, requestId: request.id, path });
}

/** Serves the pages and their files. A page calls the API without a key: a browser has none to send. */
export const pageRoutes: FastifyPluginAsync<{ readonly site: WebSite }> = async (app, { site }) => {
  for (const pattern of site.build.paths) {
    app.get(
      pattern,
      {
        config: {
          access: 'read',
          maxAgeSeconds: PAGE_MAX_AGE_SECONDS,
          isFramable: site.build.framablePaths.includes(pattern),
        },
        schema: { hide: true },
      },
      (request, reply) => sendPage(site, pattern, request, reply),
    );
  }

  for (const [path, program] of Object.entries(site.build.embeds)) {
    app.get(
      path,
      {
        config: {
          access: 'open',
          maxAgeSeconds: FIXED_NAME.test(path) ? FOREVER_SECONDS : EMBED_MAX_AGE_SECONDS,
        },
        schema: { hide: true },
      },
      (_request, reply) =>
        reply.header('access-control-allow-origin', '*').type('text/javascript; charset=utf-8').send(program),
    );
  }

  await app.register(async (files) => {
    openRoutesOfLibrary(files);
    await files.register(fastifyStatic, {
      root: site.build.browserFolder,
      decorateReply: false,
      index: false,
      wildcard: false,
      immutable: true,
      maxAge: FOREVER_SECONDS * 1_000,
      setHeaders(response, path) {
        // The script of a frame in a sandbox, where WordPress puts it, comes from no origin; so do its fonts.
        response.header('access-control-allow-origin', '*');
        if (path.startsWith(join(site.build.browserFolder, 'assets'))) return;
        response.header('cache-control', `public, max-age=${NAMED_FILE_MAX_AGE_SECONDS}`);
      },
      schemaHide: true,
    });
  });
};
