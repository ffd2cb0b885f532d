import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Editor } from '../../application/access/manage-sessions.ts';
import type { Essaimage } from '../../application/essaimage.ts';
import { serviceAddress } from '../input/addresses.ts';
import { HttpProblem } from '../problems/problem.ts';

/** Pages of editors: this path and those below it. */
export const EDITOR_ROOT = '/redaction';
export const SIGN_IN_PATH = `${EDITOR_ROOT}/connexion`;
export const SIGN_OUT_PATH = `${EDITOR_ROOT}/deconnexion`;
/** Field of a form that proves that one of our pages wrote it. */
const TOKEN_FIELD = 'jeton';

const COOKIE = 'essaimage_session';
const COOKIE_VALUE = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]{43})(?:;|$)`);
const EDITOR_PATH = new RegExp(`^${EDITOR_ROOT}(?:[/?][\\x21-\\x7e]*)?$`);

declare module 'fastify' {
  interface FastifyRequest {
    /** Signed-in editor and the id of the session; null outside of the routes with the access `session`. */
    editor: (Editor & { readonly sessionId: string }) | null;
  }
}

/** Returns the id of the session that the browser claims, live or not. */
export function claimedSession({ headers }: FastifyRequest): string | null {
  return COOKIE_VALUE.exec(headers.cookie ?? '')?.[1] ?? null;
}

/** Writes or, with null, erases the cookie of the session. The path keeps browsers from sending it to the API. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string | null,
  id: string | null,
): void {
  const isSecure = serviceAddress(request, publicUrl).startsWith('https:');
  const attributes = [
    `Path=${EDITOR_ROOT}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isSecure ? ['Secure'] : []),
    ...(id === null ? ['Max-Age=0'] : []),
  ];
  reply.header('set-cookie', [`${COOKIE}=${id ?? ''}`, ...attributes].join('; '));
}

/** Returns the token of the forms of a session: it reveals nothing of its id. */
export function formTokenOf(sessionId: string): string {
  return createHmac('sha256', sessionId).update('form').digest('base64url');
}

/** Returns a path of the pages of editors to go back to: theirs alone, so that no link leads to another site. */
export function returnPath(asked: unknown): string {
  return typeof asked === 'string' && EDITOR_PATH.test(asked) ? asked : EDITOR_ROOT;
}

/**
 * Refuses a form that a page of another site sent. The token of the session says it too, but there is none before
 * signing in.
 * @throws HttpProblem `form-refused`
 */
export function checkOrigin({ headers, ...request }: FastifyRequest, publicUrl: string | null): void {
  const { origin, 'sec-fetch-site': site = 'same-origin' } = headers;
  const { origin: here } = new URL(serviceAddress({ headers, protocol: request.protocol }, publicUrl));
  if (origin === here && site === 'same-origin') return;
  throw new HttpProblem('form-refused', {
    detail: `Le formulaire ne vient pas d’une page de ${here}. Ouvrez le service à cette adresse et recommencez ; si c’est déjà elle, l’exploitant doit renseigner PUBLIC_URL.`,
  });
}

/** Refuses a form without the token of the session. @throws HttpProblem `form-refused` */
export function checkFormToken({ editor }: FastifyRequest, form: FormData): void {
  const given = Buffer.from(String(form.get(TOKEN_FIELD) ?? ''));
  const expected = Buffer.from(editor === null ? '' : formTokenOf(editor.sessionId));
  if (editor !== null && given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new HttpProblem('form-refused');
}

/** Sets the editor of a request; sends anyone else to sign in. */
export function createSessionCheck(sessions: Pick<Essaimage['sessions'], 'find'>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const sessionId = claimedSession(request);
    const editor = sessionId === null ? null : await sessions.find(sessionId);
    if (sessionId !== null && editor !== null) {
      request.editor = { ...editor, sessionId };
      return;
    }
    const query = new URLSearchParams(request.url === SIGN_OUT_PATH ? {} : { retour: request.url });
    if (request.method === 'POST' && request.url !== SIGN_OUT_PATH) query.set('motif', 'envoi');
    else if (sessionId !== null) query.set('motif', 'session');
    return reply.redirect(`${SIGN_IN_PATH}?${query}`, 303);
  };
}
