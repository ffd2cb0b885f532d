import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { IdentityProvider } from '../../ports/access.ts';

export interface OpenIdOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const TIMEOUT_SECONDS = 10;

const claimsSchema = z.object({
  sub: z.string(),
  email: z.string().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
});

function signInFailed(cause: unknown): DomainError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DomainError(
    'sign-in-failed',
    `Le fournisseur d’identité n’a pas permis d’entrer : ${reason}.`,
    { reason },
    { cause },
  );
}

async function orFailed<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (cause) {
    throw signInFailed(cause);
  }
}

/** Speaks the code flow with PKCE, a state and a nonce. Finds the provider at its first use: it may start later. */
export function createOpenIdProvider({ issuer, clientId, clientSecret }: OpenIdOptions): IdentityProvider {
  let found: Configuration | null = null;

  async function configuration(): Promise<Configuration> {
    const server = new URL(issuer);
    found ??= await discovery(server, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      // The configuration accepts plain HTTP for this machine alone.
      execute: server.protocol === 'http:' ? [allowInsecureRequests] : [],
    });
    return found;
  }

  async function begin(returnAddress: string) {
    const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(await configuration(), {
      redirect_uri: returnAddress,
      scope: 'openid email',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, secrets };
  }

  return {
    begin: (returnAddress) => orFailed(begin(returnAddress)),
    finish: (returned, { state, nonce, codeVerifier }) =>
      orFailed(
        (async () => {
          const known = await configuration();
          const tokens = await authorizationCodeGrant(known, returned, {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: codeVerifier,
            idTokenExpected: true,
          });
          const { sub } = claimsSchema.parse(tokens.claims());
          // The address often stands there alone, and not in the token.
          const info = claimsSchema.parse(await fetchUserInfo(known, tokens.access_token, sub));
          const verifiedEmail = info.email_verified === true ? (info.email ?? null) : null;
          return { subject: sub, verifiedEmail };
        })(),
      ),
  };
}
