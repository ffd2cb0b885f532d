import { KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { Problem } from '../../api/answers.ts';
import type { Failure } from '../../api/client.ts';
import { typeset } from '../../french/typography.ts';
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

type Namesake = NonNullable<Problem['candidates']>[number];

/** The same page for one of the territories that its address may mean, in the words of pages or of the API. */
function addressFor({ pathname, search }: Asked['url'], { code, kind }: Namesake): string {
  const parameters = new URLSearchParams(search);
  const isOfApi = parameters.has('territory');
  const name = isOfApi ? 'territory' : 'territoire';
  if (parameters.has(name)) parameters.set(name, code);
  parameters.set(isOfApi ? 'territoryKind' : 'type', kind);
  return `${pathname}?${parameters}`;
}

function Namesakes({ failure, url }: { readonly failure: Failure; readonly url: Asked['url'] }) {
  const namesakes =
    failure.kind === 'problem' ? (failure.problem.candidates ?? failure.problem.nearest ?? []) : [];
  if (namesakes.length === 0) return null;
  return (
    <ul>
      {namesakes.map((one) => (
        <li key={`${one.kind}-${one.code}`}>
          <a href={addressFor(url, one)}>{typeset(one.name)}</a>
          {`, ${[KIND_LABELS[one.kind], one.departmentName].filter((fact) => fact !== null).join(', ')}`}
        </li>
      ))}
    </ul>
  );
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
        <Namesakes failure={failure} url={url} />
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
