import type { Failure } from '../../api/client.ts';
import { FailureNotice } from './failure-notice.tsx';
import { notFound } from './not-found.tsx';
import type { PageAnswer, PageRequest } from './page.ts';

const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;
const BAD_GATEWAY = 502;

interface Asked {
  readonly url: Pick<URL, 'pathname' | 'search'>;
  readonly requestId: string;
}

/** The status of a page that shows a failure: what the API answered, or that nothing readable came from it. */
export function statusOfFailure(failure: Failure): number {
  return failure.kind === 'problem' ? failure.problem.status : BAD_GATEWAY;
}

/** The page that says why there is nothing else to show. */
export function explain(failure: Failure, status: number, { url, requestId }: Asked): PageAnswer {
  return {
    status,
    head: {
      title: 'Page indisponible',
      description: 'Le service n’a pas pu préparer cette page.',
      canonicalPath: url.pathname,
      isIndexed: false,
    },
    section: null,
    hydration: null,
    body: (
      <div class="prose">
        <h1>Cette page ne peut pas s’afficher</h1>
        <FailureNotice failure={failure} requestId={requestId} onRetry={null} />
        {(status >= FIRST_SERVER_ERROR || status === TOO_MANY_REQUESTS) && (
          <p>
            <a href={`${url.pathname}${url.search}`}>Recommencer</a>
          </p>
        )}
        <p>
          <a href="/">Chercher une expérience</a>
        </p>
      </div>
    ),
  };
}

/** The page to show when the API did not give what the page is about: it does not exist, or something failed. */
export async function pageWithout(failure: Failure, request: PageRequest): Promise<PageAnswer | Response> {
  const status = statusOfFailure(failure);
  return status === NOT_FOUND ? notFound(request) : explain(failure, status, request);
}
