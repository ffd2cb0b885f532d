import Provider from 'oidc-provider';
import { type Listening, serve } from '../web/serve.ts';

export const CLIENT = { id: 'essaimage', secret: 'un secret de test assez long pour HS256' };

/** Accounts of the provider, by the name with which they sign in. */
const EMAILS: Readonly<Record<string, { email: string; email_verified: boolean } | undefined>> = {
  marie: { email: 'Marie@exemple.fr', email_verified: true },
  faussaire: { email: 'marie@exemple.fr', email_verified: false },
};

export interface RunningProvider extends Pick<Listening, 'close'> {
  readonly issuer: string;
}

/** Starts a real OpenID Connect provider on this machine, whose forms accept any name. */
export async function startIdentityProvider(returnAddress: string): Promise<RunningProvider> {
  const { origin: issuer, close } = await serve((...exchange) => provider.callback()(...exchange));
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [returnAddress],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['une clé de test'] },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...EMAILS[id] }),
    }),
  });
  return { issuer, close };
}

/** Signs in at the provider as a browser would; returns the address to which it sends the browser back. */
export async function passThroughProvider(start: string, name: string, until: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step += 1) {
    if (address.startsWith(until)) return address;
    const response: Response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(key, value);
    }
    const location = response.headers.get('location');
    const body = await response.text();
    if (location === null) {
      const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(body) ?? [];
      const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(body) ?? [];
      if (action === '') throw new Error(`the provider answered ${response.status}: ${body.slice(0, 500)}`);
      form = new URLSearchParams({ prompt, login: name, password: 'x' });
      address = new URL(action, address).href;
    } else {
      form = null;
      address = new URL(location, address).href;
    }
  }
  throw new Error('the provider never sent the browser back');
}
