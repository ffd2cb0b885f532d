import { formatDate, shorten } from '../../../src/domain/french/formats.ts';
import type { JsonFeed } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { forTerritory, isEmpty, NOTHING, readQuestion, toApiQuery } from '../../question/question.ts';
import { FOLLOW_PATH } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { territoriesOf } from '../search/data/search-data.ts';

const MAX_EXCERPT = 260;
/** Entries that show what the feed brings; it has the others. */
const MOST_SHOWN = 6;

function Entry({ item }: { readonly item: JsonFeed['items'][number] }) {
  return (
    <li class="card">
      <h3>
        <a href={new URL(item.url).pathname}>{typeset(item.title)}</a>
      </h3>
      <p class="quiet">
        Ajoutée ou modifiée le <time dateTime={item.date_modified}>{formatDate(item.date_modified)}</time>
      </p>
      <p>{typeset(shorten(item.summary, MAX_EXCERPT))}</p>
    </li>
  );
}

function FollowView({ feed, address }: { readonly feed: JsonFeed; readonly address: string }) {
  return (
    <div class="browse">
      <header class="page-head">
        <h1>Suivre les nouvelles expériences</h1>
        <p>{typeset(feed.title)}</p>
        <p>
          <b>Avec un lecteur de flux</b> (un site, une application, ou le logiciel de messagerie quand il en a
          un)&nbsp;: donnez-lui cette adresse, et chaque expérience nouvelle ou modifiée y arrivera.
        </p>
        <p>
          <a class="feed-address" href={address}>
            {address}
          </a>
        </p>
        <p>
          <b>Sans lecteur de flux</b>&nbsp;: gardez cette page dans vos favoris. Les plus récentes viennent
          d’abord.
        </p>
        <p class="help">
          Aucune inscription&nbsp;: la demande est écrite dans l’adresse, le service n’en garde rien.
        </p>
      </header>
      <section aria-labelledby="liste-titre">
        <h2 id="liste-titre">
          {feed.items.length === 0 ? 'Aucune expérience pour l’instant' : 'Les dernières du flux'}
        </h2>
        <ol class="card-list">
          {feed.items.slice(0, MOST_SHOWN).map((item) => (
            <Entry key={item.id} item={item} />
          ))}
        </ol>
      </section>
    </div>
  );
}

/** A feed for people: how to follow it, and its entries. Its parameters are those of an answer, or of the feed. */
export const followPage: Page = async (request) => {
  const { api, url } = request;
  const question = readQuestion(url.searchParams);
  // The addresses of the feed and of an answer share the names of some parameters.
  const isOfFeed = ['priorities', 'territory', 'levers'].some((name) => url.searchParams.has(name));
  const found = await territoriesOf(api, isOfFeed ? NOTHING : question);
  if (!found.ok) return pageWithout(found.failure, request);
  const [territory, ...others] = found.data;
  const named = territory === undefined || others.length > 0 ? question : forTerritory(question, territory);
  const query = isOfFeed || isEmpty(question) ? url.searchParams : toApiQuery(named, '');
  const outcome = await api.get('/v1/feed.json', { query });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const feed = outcome.data;
  const path = `/v1/feed.atom${new URL(feed.feed_url).search}`;
  return {
    head: {
      title: typeset('Suivre les nouvelles expériences'),
      description:
        'Suivre les nouvelles expériences, ou celles qui répondent à une demande, sans inscription.',
      canonicalPath: FOLLOW_PATH,
      feed: { path, title: typeset(feed.title) },
      isIndexed: url.search === '',
    },
    body: <FollowView feed={feed} address={`${url.origin}${path}`} />,
  };
};
