import type { Failure } from '../../api/client.ts';
import { FailureNotice } from './failure-notice.tsx';
import { notFound } from './not-found.tsx';
import type { PageAnswer, PageRequest } from './page.ts';

const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;
const BAD_GATEWAY = 502;
const UNAVAILABLE = 503;

interface Asked {
  readonly url: Pick<URL, 'pathname' | 'search'>;
  readonly requestId: string;
}

/** Status of a form that comes back with errors of its own. */
export const UNPROCESSABLE = 422;

/** Status of a page that shows a failure: the API's own, or 502 when it gave no readable answer. */
export function statusOfFailure(failure: Failure): number {
  return failure.kind === 'problem' ? failure.problem.status : BAD_GATEWAY;
}

/** Page that explains a failure. */
export function explain(failure: Failure, status: number, { url, requestId }: Asked): PageAnswer {
  const isReloaded = status === UNAVAILABLE;
  return {
    status,
    isReloaded,
    head: {
      title: 'Page indisponible',
      description: 'Le service n’a pas pu préparer cette page.',
      canonicalPath: url.pathname,
      isIndexed: false,
    },
    body: (
      <div class="prose">
        <h1>Cette page ne peut pas s’afficher</h1>
        <FailureNotice failure={failure} requestId={requestId} onRetry={null} />
        {(status >= FIRST_SERVER_ERROR || status === TOO_MANY_REQUESTS) && (
          <p>
            <a href={`${url.pathname}${url.search}`}>Recommencer</a>
            {isReloaded && ' (cette page se recharge aussi d’elle-même)'}
          </p>
        )}
        <p>
          <a href="/">Chercher une expérience</a>
        </p>
      </div>
    ),
  };
}

/** Page to show instead of one whose content the API did not give: not found, or failure. */
export async function pageWithout(failure: Failure, request: PageRequest): Promise<PageAnswer | Response> {
  const status = statusOfFailure(failure);
  return status === NOT_FOUND ? notFound(request) : explain(failure, status, request);
}
