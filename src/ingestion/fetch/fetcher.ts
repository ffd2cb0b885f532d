import { once } from 'node:events';
import { importRefused, importUnreadable } from '../common/import-failures.ts';
import {
  ForbiddenAddress,
  ForbiddenPort,
  type HttpAnswer,
  isPublicAddress,
  type Network,
  NoAnswer,
  requestOnce,
  resolveWithSystem,
  TooManyBytes,
} from './request-once.ts';
import { createRobotsGate, LONGEST_ADDRESS } from './robots-gate.ts';

/** Settings that a message can carry to the process that fetches. */
export interface FetchSettings {
  /** Program version, shown in `User-Agent`. */
  readonly version: string;
  /** Email address or page for site owners, shown in `User-Agent`; null without one. */
  readonly contact: string | null;
  /** Delay between two requests to the same site, a second by default; a longer one in robots.txt wins, up to ten. */
  readonly delayMs?: number;
}

export interface FetcherOptions extends FetchSettings, Partial<Network> {
  readonly maxBytes: number;
  /** Covers one document, redirects included. */
  readonly timeoutMs: number;
  /** Most sites that one fetcher reads; 20 by default. */
  readonly maxSites?: number;
}

const MAX_REDIRECTS = 5;
/** Redirections of an import may lead from site to site, and each keeps its robots.txt. */
const MAX_SITES = 20;
const DELAY_MS = 1000;
const READ_TYPES =
  /^(?:text\/(?:html|plain|csv|markdown|xml)|application\/(?:xhtml\+xml|rss\+xml|atom\+xml|rdf\+xml|xml|json|ndjson|x-ndjson|jsonl|pdf|octet-stream|vnd\.(?:openxmlformats-officedocument\.(?:wordprocessingml\.document|spreadsheetml\.sheet)|oasis\.opendocument\.text)))\s*(?:;|$)/i;

/** Creates the fetcher of one import, which asks each site for its robots.txt once. */
export function createFetcher(options: FetcherOptions) {
  const userAgent = `Essaimage/${options.version}${options.contact === null ? '' : ` (+${options.contact})`}`;
  const { maxBytes: documentBytes, timeoutMs } = options;
  const settings = {
    userAgent,
    isAllowedAddress: options.isAllowedAddress ?? isPublicAddress,
    isAllowedPort: options.isAllowedPort ?? ((port) => port === 80 || port === 443),
    resolve: options.resolve ?? resolveWithSystem,
  };
  async function follow(
    start: URL,
    maxBytes: number,
    signal: AbortSignal,
    check: (url: URL) => Promise<void> = async () => {},
  ): Promise<HttpAnswer & { readonly url: URL }> {
    let url = start;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      await check(url);
      const answer = await requestOnce(url, { ...settings, maxBytes, signal });
      if (answer.location === null) return { ...answer, url };
      url = parseAddress(answer.location, url.href);
    }
    throw importUnreadable(start.href, `l’adresse mène à plus de ${MAX_REDIRECTS} redirections`);
  }
  const isAllowed = createRobotsGate({
    delayMs: options.delayMs ?? DELAY_MS,
    maxSites: options.maxSites ?? MAX_SITES,
    get: follow,
  });

  async function read(address: string, signal: AbortSignal) {
    return accept(
      await follow(parseAddress(address, address), documentBytes, signal, async (url) => {
        if (await isAllowed(url, signal)) return;
        throw importRefused(url.href, 'le fichier robots.txt de ce site ne permet pas de lire cette page');
      }),
    );
  }

  return {
    /**
     * Fetches a document if the robots.txt of its site allows it; gives its final address, after redirects.
     * @throws DomainError `import-refused` when the address or robots.txt forbids it, or the document is too
     * large; `import-unreadable` when the site does not deliver it, or not in time; throws the reason of `signal` when
     * it aborts
     */
    async fetch(url: string, signal?: AbortSignal) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const ended = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      try {
        // Raced: an import must end even if a step of the reading ignores the signal.
        return await Promise.race([read(url, ended), rejectAtAbort(ended)]);
      } catch (error) {
        signal?.throwIfAborted();
        if (!deadline.aborted) throw explain(url, error);
        throw importUnreadable(url, `le site n’a pas tout donné en ${timeoutMs / 1000} secondes`, error);
      }
    },
  };
}

async function rejectAtAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}

/** @throws DomainError `import-refused` unless the address is plain http or https, and not too long */
function parseAddress(address: string, base: string): URL {
  if (!URL.canParse(address, base)) {
    throw importRefused(address.slice(0, LONGEST_ADDRESS), 'ce n’est pas une adresse');
  }
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw importRefused(address, 'seules les adresses en http:// et https:// sont lues');
  }
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
    throw importRefused(url.href, 'l’adresse contient un nom d’utilisateur ou un mot de passe');
  }
  url.hash = '';
  if (url.href.length > LONGEST_ADDRESS) {
    throw importRefused(`${url.href.slice(0, 100)}…`, `l’adresse dépasse ${LONGEST_ADDRESS} caractères`);
  }
  return url;
}

function accept({ url, status, mediaType, bytes }: HttpAnswer & { readonly url: URL }) {
  if (status !== 200) throw importUnreadable(url.href, `le site a répondu ${status}`);
  if (mediaType !== null && !READ_TYPES.test(mediaType)) {
    throw importUnreadable(
      url.href,
      `le site donne un document de type ${mediaType.slice(0, 60)}, qui ne se lit pas`,
    );
  }
  return { url: url.href, mediaType, bytes };
}

function explain(url: string, error: unknown): unknown {
  if (error instanceof ForbiddenAddress) {
    return importRefused(url, 'l’adresse mène à une machine qui n’est pas sur l’internet public');
  }
  if (error instanceof ForbiddenPort) {
    return importRefused(url, 'l’adresse mène à un port qui n’est pas celui d’un site web (80 ou 443)');
  }
  if (error instanceof TooManyBytes) return importRefused(url, 'le document est trop volumineux');
  if (error instanceof NoAnswer) {
    return importUnreadable(url, 'le site a coupé l’échange sans donner de page', error);
  }
  const isOfNetwork = error instanceof Error && 'code' in error && typeof error.code === 'string';
  const isOurs = error instanceof Error && error.name === 'DomainError';
  return isOfNetwork && !isOurs ? importUnreadable(url, 'le site ne répond pas', error) : error;
}
