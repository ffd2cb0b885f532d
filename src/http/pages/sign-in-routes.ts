import type { FastifyPluginAsync } from 'fastify';
import type { Essaimage } from '../../application/essaimage.ts';
import { EDITOR_SCOPES } from '../../domain/access/session.ts';
import { isDomainError } from '../../domain/errors.ts';
import {
  claimedSession,
  EDITOR_ROOT,
  returnPath,
  SIGN_IN_PATH,
  setSessionCookie,
} from '../plugins/editor-session.ts';
import { formOf, receiveForms } from './forms.ts';

const QUARTER_HOUR_MS = 900_000;
/** Attempts of one address. A limit for all would let strangers shut editors out; a key has 256 random bits. */
const MAX_OF_ADDRESS = 10;
const MAX_FORM_BYTES = 16 * 1024;

/** Opens and ends the sessions of editors. The page of the form is a page like any other. */
export const signInRoutes: FastifyPluginAsync<{
  readonly essaimage: Pick<Essaimage, 'authenticateKey' | 'sessions'>;
  readonly publicUrl: string | null;
}> = async (app, { essaimage, publicUrl }) => {
  const { authenticateKey, sessions } = essaimage;
  receiveForms(app, publicUrl);

  /** Returns the prefix of a key for editors, or why it is not one. */
  async function checkKey(token: string): Promise<{ readonly prefix: string } | 'cle' | 'droits'> {
    try {
      const { prefix, scopes } = await authenticateKey(token);
      return EDITOR_SCOPES.every((scope) => scopes.includes(scope)) ? { prefix } : 'droits';
    } catch (error) {
      if (isDomainError(error, 'key-invalid')) return 'cle';
      throw error;
    }
  }

  app.post(
    SIGN_IN_PATH,
    {
      config: {
        access: 'open',
        hasForm: true,
        rateLimit: { max: MAX_OF_ADDRESS, timeWindow: QUARTER_HOUR_MS },
      },
      schema: { hide: true },
      bodyLimit: MAX_FORM_BYTES,
    },
    async (request, reply) => {
      const form = formOf(request);
      const key = await checkKey(String(form.get('cle') ?? '').trim());
      const retour = returnPath(form.get('retour'));
      if (typeof key === 'string') {
        return reply.redirect(`${SIGN_IN_PATH}?${new URLSearchParams({ motif: key, retour })}`, 303);
      }
      const before = claimedSession(request);
      if (before !== null) await sessions.end(before);
      const id = await sessions.open({ kind: 'key', prefix: key.prefix });
      setSessionCookie(request, reply, publicUrl, id);
      return reply.redirect(retour, 303);
    },
  );

  app.post(
    `${EDITOR_ROOT}/deconnexion`,
    { config: { access: 'session', hasForm: true }, schema: { hide: true }, bodyLimit: MAX_FORM_BYTES },
    async (request, reply) => {
      if (request.editor !== null) await sessions.end(request.editor.sessionId);
      setSessionCookie(request, reply, publicUrl, null);
      return reply.redirect(`${SIGN_IN_PATH}?motif=fin`, 303);
    },
  );
};
