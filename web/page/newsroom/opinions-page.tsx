import { formatNumber } from '../../../src/domain/french/formats.ts';
import { capitalise, FEEDBACK_REASON_LABELS, VERDICT_LABELS } from '../../../src/domain/french/labels.ts';
import type { OpinionList } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { OPINIONS_PATH, reviewPath } from './addresses.ts';
import { ListPages } from './controls.tsx';
import { momentInWords } from './field-words.ts';
import { newsroomAnswer } from './frame.tsx';

const PAGE_SIZE = '25';

type Opinion = OpinionList['opinions'][number];

const REASONS: Readonly<Record<string, string>> = {
  ...FEEDBACK_REASON_LABELS.useful,
  ...FEEDBACK_REASON_LABELS['not-useful'],
};

function Subject({ opinion: { experienceId, leverId, title } }: { readonly opinion: Opinion }) {
  const name = typeset(title ?? experienceId ?? leverId ?? '');
  if (title === null) return <>{name} (n’existe plus)</>;
  return experienceId === null ? (
    <a href={`/leviers/${leverId}`}>{name}</a>
  ) : (
    <a href={reviewPath(experienceId)}>{name}</a>
  );
}

function OpinionRow({ opinion }: { readonly opinion: Opinion }) {
  const { verdict, reason, comment, createdAt } = opinion;
  return (
    <li class="card">
      <h2>
        <Subject opinion={opinion} />
      </h2>
      <p class="standing">
        <span class="tag">{capitalise(VERDICT_LABELS[verdict])}</span>
        {reason !== null && <span>{REASONS[reason] ?? reason}</span>}
        <time dateTime={createdAt}>{momentInWords(createdAt)}</time>
      </p>
      {comment !== null && <blockquote>{comment}</blockquote>}
    </li>
  );
}

/** Opinions of readers on the proposals that they received. */
export const opinionsPage: Page = async (request) => {
  const cursor = request.url.searchParams.get('suite');
  const query = new URLSearchParams({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
  const found = await request.api.get('/v1/feedback', { query });
  if (!found.ok) return pageWithout(found.failure, request);
  const { opinions, counts: verdicts, next } = found.data;
  return newsroomAnswer({
    request,
    title: 'Avis reçus',
    current: OPINIONS_PATH,
    body: (
      <>
        <h1>Avis reçus</h1>
        <p>
          {formatNumber(verdicts.useful)} «&nbsp;utile&nbsp;», {formatNumber(verdicts['not-useful'])}{' '}
          «&nbsp;pas utile&nbsp;». Rien ne dit qui les a donnés.
        </p>
        <ul class="queue">
          {opinions.map((opinion, index) => (
            <OpinionRow key={index} opinion={opinion} />
          ))}
        </ul>
        <ListPages
          first={cursor && OPINIONS_PATH}
          next={next && `${OPINIONS_PATH}?${new URLSearchParams({ suite: next })}`}
        />
      </>
    ),
  });
};
