import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Essaimage } from '../../application/essaimage.ts';
import { HttpProblem, toProblem } from '../problems/problem.ts';
import { ClientGoneError } from './cancellation.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const answerSchema = z.object({
  status: z.int(),
  location: z.string().nullable(),
  type: z.string(),
  body: z.string(),
});

/** Answer that a retry receives again. */
type KeptAnswer = z.infer<typeof answerSchema>;

const secretOf = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'essaimage kept answer', 32));

/** Encrypts an answer: without the client's key, a copy of the database does not show it. */
function sealAnswer(answer: KeptAnswer, key: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, secretOf(key), iv);
  const content = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), content]);
}

/** @throws Error when another key sealed it */
function openAnswer(sealed: Uint8Array, key: string): KeptAnswer {
  const decipher = createDecipheriv(ALGORITHM, secretOf(key), sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const content = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return answerSchema.parse(JSON.parse(content.toString('utf8')));
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Effect of `Idempotency-Key`: a retry receives the first answer, or is refused; left out, it is ignored. */
    readonly retries?: 'answered' | 'refused';
  }
}

/** Long enough not to be guessed: it reads the answer. A string of RFC 9651, or the same without its quotes. */
const KEY = /^(?:"[\x20\x21\x23-\x5b\x5d-\x7e]{16,128}"|[\w.~+/=:-]{16,128})$/;

const headersSchema = {
  answered: z.looseObject({
    'idempotency-key': z
      .string()
      .refine((key) => KEY.test(key), {
        error:
          'Une suite de 16 à 128 caractères que personne ne peut deviner est attendue : un UUID, par exemple.',
      })
      .optional()
      .meta({
        pattern: KEY.source,
        description:
          'Rend un nouvel essai sans risque : la même clé avec la même requête donne la même réponse pendant 24 heures, sans rien refaire. Un UUID neuf pour chaque écriture.',
      }),
  }),
  /** Not a field: a generated client would offer a header that is always refused, or leave the operation out. */
  refused: z.looseObject({}).refine((headers) => headers['idempotency-key'] === undefined, {
    path: ['idempotency-key'],
    error:
      'La réponse montre un secret, qui n’est gardé nulle part : elle ne peut pas être redonnée. Retirez cet en-tête.',
  }),
};

/** Codes after which nobody knows whether something was written. A client that leaves stops its write before that. */
const UNCERTAIN: ReadonlySet<string> = new Set(['internal', 'store-unavailable', 'deadline-exceeded']);

interface Claim {
  readonly key: string;
  readonly digest: string;
  isUncertain: boolean;
}

/** Clients without a key of the API are one caller: their addresses are stored nowhere, not even in a digest. */
function digestOf({ keyHolder }: FastifyRequest, key: string): string {
  const caller = keyHolder?.prefix ?? null;
  return createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('hex');
}

function fingerprintOf({ method, url, body }: FastifyRequest, key: string): string {
  const content = Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? '');
  return createHmac('sha256', key).update(`${method} ${url}\n`).update(content).digest('hex');
}

/**
 * Answers retries of the writes that declare it (draft-ietf-httpapi-idempotency-key-header): only an answer that says
 * that something was written is kept, sealed by the client's key. A refusal frees the key.
 */
export function answerRetries(app: FastifyInstance, answers: Essaimage['answers']): void {
  const claims = new WeakMap<FastifyRequest, Claim>();

  app.addHook('onRoute', (route) => {
    const retries = route.config?.retries;
    if (retries !== undefined) route.schema = { ...route.schema, headers: headersSchema[retries] };
  });

  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key'];
    if (request.routeOptions.config.retries !== 'answered' || typeof given !== 'string') return;
    const key = given.replace(/^"(.*)"$/, '$1');
    const digest = digestOf(request, key);
    const known = await answers.begin(digest, fingerprintOf(request, key));
    if (known === 'other-request') throw new HttpProblem('idempotency-key-reused');
    if (known === 'unanswered') throw new HttpProblem('request-unanswered');
    if (known === 'begun') {
      claims.set(request, { key, digest, isUncertain: false });
      return;
    }
    const { status, location, type, body } = openAnswer(known, key);
    if (location !== null) reply.header('location', location);
    return reply.code(status).type(type).send(body);
  });

  app.addHook('onError', async (request, _reply, error) => {
    const claim = claims.get(request);
    if (claim === undefined || error instanceof ClientGoneError) return;
    claim.isUncertain = UNCERTAIN.has(toProblem(error, request).problem.code);
  });

  async function settle({ key, digest, isUncertain }: Claim, reply: FastifyReply, payload: unknown) {
    if (isUncertain) return;
    if (reply.statusCode >= 300 || typeof payload !== 'string') return answers.forget(digest);
    const location = reply.getHeader('location');
    const kept = {
      status: reply.statusCode,
      location: location === undefined ? null : String(location),
      type: String(reply.getHeader('content-type')),
      body: payload,
    };
    return answers.keep(digest, sealAnswer(kept, key));
  }

  app.addHook('onSend', async (request, reply, payload) => {
    const claim = claims.get(request);
    if (claim === undefined) return payload;
    claims.delete(request);
    // The answer is true even if it cannot be kept: a retry is then told that its outcome is unknown.
    await settle(claim, reply, payload).catch((error: unknown) =>
      request.log.warn({ err: error }, 'answer not kept'),
    );
    return payload;
  });
}
