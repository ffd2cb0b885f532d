import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Essaimage } from '../../application/essaimage.ts';
import { EDITOR_SCOPES } from '../../domain/access/session.ts';
import { isDomainError } from '../../domain/errors.ts';
import { addressOf, serviceAddress } from '../input/addresses.ts';
import {
  claimedSession,
  EDITOR_ROOT,
  returnPath,
  SIGN_IN_PATH,
  SIGN_OUT_PATH,
  setSessionCookie,
} from '../plugins/editor-session.ts';
import { Allowance } from '../plugins/rate-limit.ts';
import { summariseError } from '../problems/summarise-error.ts';
import { formOf, receiveForms } from './forms.ts';

const QUARTER_HOUR_MS = 900_000;
/** Wrong keys of one address. A right key always enters, or others would shut editors out: it has 256 random bits. */
const MAX_FAILURES = 10;
const MAX_FORM_BYTES = 16 * 1024;

/** Opens and ends the sessions of editors. The page of the form is a page like any other. */
export const signInRoutes: FastifyPluginAsync<{
  readonly essaimage: Pick<Essaimage, 'authenticateKey' | 'sessions'>;
  readonly publicUrl: string | null;
}> = async (app, { essaimage, publicUrl }) => {
  const { authenticateKey, sessions } = essaimage;
  receiveForms(app, publicUrl);
  const failures = new Allowance(MAX_FAILURES, QUARTER_HOUR_MS);

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
      config: { access: 'open', hasForm: true },
      schema: { hide: true },
      bodyLimit: MAX_FORM_BYTES,
    },
    async (request, reply) => {
      const form = formOf(request);
      const key = await checkKey(String(form.get('cle') ?? '').trim());
      const retour = returnPath(form.get('retour'));
      if (typeof key === 'string') {
        failures.take(addressOf(request.ip));
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
    SIGN_OUT_PATH,
    { config: { access: 'session', hasForm: true }, schema: { hide: true }, bodyLimit: MAX_FORM_BYTES },
    async (request, reply) => {
      if (request.editor !== null) await sessions.end(request.editor.sessionId);
      setSessionCookie(request, reply, publicUrl, null);
      return reply.redirect(`${SIGN_IN_PATH}?motif=fin`, 303);
    },
  );
};

const BEGIN_PATH = `${SIGN_IN_PATH}/compte`;
const RETURN_PATH = `${BEGIN_PATH}/retour`;

const COOKIE = 'essaimage_compte';
const COOKIE_VALUE = new RegExp(`(?:^|; *)${COOKIE}=([\\w-]{1,1000})(?:;|$)`);
const MAX_AGE_SECONDS = 600;
/** Steps with an account, of one address: each sign-in takes two. */
const MAX_STEPS = 20;

const secretsSchema = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });
type Secrets = z.infer<typeof secretsSchema>;

/** Returns the secrets of the sign-in that this browser began; null without a readable cookie. */
function readSecrets({ headers }: FastifyRequest): Secrets | null {
  const [, value = ''] = COOKIE_VALUE.exec(headers.cookie ?? '') ?? [];
  try {
    return secretsSchema.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Writes or, with null, erases the secrets. `Lax`: the browser comes back from the site of the provider. */
function setSecretsCookie(reply: FastifyReply, secrets: Secrets | null, isSecure: boolean): void {
  const value = secrets === null ? '' : Buffer.from(JSON.stringify(secrets)).toString('base64url');
  const age = secrets === null ? 0 : MAX_AGE_SECONDS;
  const secure = isSecure ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${COOKIE}=${value}; Path=${RETURN_PATH}; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`,
  );
}

/** Signs editors in with an account of the operator's identity provider (OpenID Connect). */
export const accountRoutes: FastifyPluginAsync<{
  readonly sessions: Essaimage['sessions'];
  readonly accounts: NonNullable<Essaimage['accounts']>;
  readonly publicUrl: string | null;
}> = async (app, { sessions, accounts, publicUrl }) => {
  const route = {
    config: { access: 'open', rateLimit: { max: MAX_STEPS, windowMs: QUARTER_HOUR_MS } },
    schema: { hide: true },
  } as const;

  /** Runs a step; sends back to the form when the provider fails. */
  async function orForm(request: FastifyRequest, reply: FastifyReply, step: () => Promise<FastifyReply>) {
    try {
      return await step();
    } catch (error) {
      if (!isDomainError(error, 'sign-in-failed')) throw error;
      request.log.warn({ cause: summariseError(error) }, 'sign-in');
      return reply.redirect(`${SIGN_IN_PATH}?motif=fournisseur`, 303);
    }
  }

  app.get(BEGIN_PATH, route, (request, reply) =>
    orForm(request, reply, async () => {
      const here = serviceAddress(request, publicUrl);
      const { address, secrets } = await accounts.begin(`${here}${RETURN_PATH}`);
      setSecretsCookie(reply, secrets, here.startsWith('https:'));
      return reply.redirect(address, 303);
    }),
  );

  app.get(RETURN_PATH, route, (request, reply) =>
    orForm(request, reply, async () => {
      const here = serviceAddress(request, publicUrl);
      const secrets = readSecrets(request);
      setSecretsCookie(reply, null, here.startsWith('https:'));
      if (secrets === null) return reply.redirect(`${SIGN_IN_PATH}?motif=fournisseur`, 303);
      const name = await accounts.finish(new URL(request.url, here), secrets);
      if (name === null) return reply.redirect(`${SIGN_IN_PATH}?motif=compte`, 303);
      const before = claimedSession(request);
      if (before !== null) await sessions.end(before);
      setSessionCookie(request, reply, publicUrl, await sessions.open({ kind: 'account', name }));
      // Not a redirection: coming from another site, the browser would follow it without the strict cookie.
      return reply
        .header('refresh', `0; url=${EDITOR_ROOT}`)
        .type('text/html; charset=utf-8')
        .send(
          `<!doctype html><html lang="fr"><title>Connexion</title><p><a href="${EDITOR_ROOT}">Entrer dans la rédaction</a></p></html>`,
        );
    }),
  );
};
