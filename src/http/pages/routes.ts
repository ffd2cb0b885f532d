import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { EditorSession, FailurePage } from '../../../web/contract.ts';
import { serviceAddress } from '../input/addresses.ts';
import { openRoutesOfLibrary, type RouteAccess } from '../plugins/access.ts';
import { EDITOR_ROOT, formTokenOf, SIGN_IN_PATH } from '../plugins/editor-session.ts';
import type { Problem } from '../problems/problem-schema.ts';
import { fetchApiFor } from './fetch-api.ts';
import { formOf, MAX_EDITOR_FORM_BYTES, receiveForms } from './forms.ts';
import { EMBEDS_FOLDER, FIXED_NAME, type WebSite } from './web-build.ts';

const PAGE_MAX_AGE_SECONDS = 60;
/** The icons and the images of shared links keep their names; any other file has a name of its own content. */
const NAMED_FILE_MAX_AGE_SECONDS = 86_400;
/** Embeds keep their names: a new version reaches other sites within this time. */
const EMBED_MAX_AGE_SECONDS = 3_600;
const FOREVER_SECONDS = 365 * 24 * 3_600;
/** A logo that is opened as a page runs nothing. */
const RUNS_NOTHING = "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'none';sandbox";

/** Access to a page: those of editors, except the form to sign in, need a session. */
function accessOf(pattern: string): RouteAccess {
  if (pattern === SIGN_IN_PATH) return 'open';
  return pattern === EDITOR_ROOT || pattern.startsWith(`${EDITOR_ROOT}/`) ? 'session' : 'read';
}

function sessionOf({ editor }: FastifyRequest): EditorSession | null {
  if (editor === null) return null;
  const { label, holder, sessionId } = editor;
  return { label, scopes: holder.scopes, formToken: formTokenOf(sessionId) };
}

/** Sends a page of the web build. */
export async function sendPage(
  { build, operator, publicUrl, hasAccounts }: WebSite,
  pattern: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = new Request(`${serviceAddress(request, publicUrl)}${request.url}`);
  const page = await build.handle(asked, pattern, {
    assets: build.assets,
    fetchApi: fetchApiFor(request),
    describeApi: () => request.server.readDocuments().all,
    requestId: request.id,
    operator,
    params: Object(request.params),
    session: sessionOf(request),
    hasAccounts,
    form: request.method === 'POST' ? formOf(request) : null,
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

const formRoutes: FastifyPluginAsync<{ readonly site: WebSite }> = async (app, { site }) => {
  receiveForms(app, site.publicUrl);
  for (const pattern of site.build.formPaths) {
    const access = accessOf(pattern);
    app.post(
      pattern,
      {
        config: { access, hasForm: true },
        schema: { hide: true },
        ...(access === 'session' ? { bodyLimit: MAX_EDITOR_FORM_BYTES } : {}),
      },
      (request, reply) => sendPage(site, pattern, request, reply),
    );
  }
};

/** Serves the pages and their files. A page calls the API without a key, or with the rights of its editor. */
export const pageRoutes: FastifyPluginAsync<{ readonly site: WebSite }> = async (app, { site }) => {
  const { paths, formPaths, framablePaths } = site.build;
  for (const pattern of paths) {
    const access = accessOf(pattern);
    const isForAll = access === 'read';
    // An answer holds the form that entrusts its question.
    const mayEntrust = pattern === '/' && site.operator.entrustedQuestionDays !== null;
    app.get(
      pattern,
      {
        config: {
          access,
          ...(isForAll ? { maxAgeSeconds: PAGE_MAX_AGE_SECONDS } : {}),
          isFramable: isForAll && framablePaths.includes(pattern),
          hasForm: !isForAll || mayEntrust || formPaths.includes(pattern),
        },
        schema: { hide: true },
      },
      (request, reply) => sendPage(site, pattern, request, reply),
    );
  }
  await app.register(formRoutes, { site });

  for (const file of Object.values(site.operator.look ?? {})) {
    if (file === null) continue;
    const headers = {
      'cache-control': `public, max-age=${FOREVER_SECONDS}, immutable`,
      'content-type': file.type,
    };
    app.get(file.path, { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) =>
      reply.headers({ ...headers, 'content-security-policy': RUNS_NOTHING }).send(file.content),
    );
  }

  await app.register(async (files) => {
    openRoutesOfLibrary(files);
    await files.register(fastifyStatic, {
      root: site.build.browserFolder,
      decorateReply: false,
      index: false,
      wildcard: false,
      preCompressed: true,
      immutable: true,
      maxAge: FOREVER_SECONDS * 1_000,
      setHeaders(response, path) {
        // The script of a frame in a sandbox, where WordPress puts it, comes from no origin; so do its fonts.
        response.header('access-control-allow-origin', '*');
        if (FIXED_NAME.test(path) || path.startsWith(join(site.build.browserFolder, 'assets'))) return;
        const isEmbed = path.startsWith(join(site.build.browserFolder, EMBEDS_FOLDER));
        const seconds = isEmbed ? EMBED_MAX_AGE_SECONDS : NAMED_FILE_MAX_AGE_SECONDS;
        response.header('cache-control', `public, max-age=${seconds}`);
      },
      schemaHide: true,
    });
  });
};
