import type { Essaimage } from '../../../application/essaimage.ts';
import { describeTerritory, toSuggestion } from '../../../domain/french/describe-territory.ts';
import { shorten } from '../../../domain/french/formats.ts';
import { labelled } from '../experiences/present.ts';
import { asksSomething } from '../recommendations/request-schemas.ts';
import { askedInQuery } from '../recommendations/to-request.ts';
import type { FeedQuery } from './schemas.ts';

type RecentList = Awaited<ReturnType<Essaimage['listRecentExperiences']>>;

/** Longest quotation of priorities in a title, in characters. */
const QUOTED_LENGTH = 120;

/** Content of a feed, in any format. */
export interface Feed {
  readonly title: string;
  /** Parameters of its address, in one order and spelling. */
  readonly parameters: URLSearchParams;
  readonly items: RecentList['items'];
}

/** Writes parameters in a fixed order, without those left out. */
function parametersOf(given: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const told = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] satisfies [string, string]],
  );
  return new URLSearchParams(told);
}

async function readRecent(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  const { theme, lever } = query;
  const asked = query.territory === undefined ? null : { code: query.territory, kind: query.territoryKind };
  const { items, territory } = await essaimage.listRecentExperiences(
    { theme: theme ?? null, lever: lever ?? null, territory: asked },
    signal,
  );
  const { taxonomy } = essaimage;
  const filters = [
    ...(theme === undefined ? [] : [labelled(theme, taxonomy.themes).label]),
    ...(lever === undefined ? [] : [labelled(lever, taxonomy.levers).label]),
    ...(territory === null ? [] : [describeTerritory(toSuggestion(territory))]),
  ];
  return {
    title: ['Essaimage : dernières expériences', ...filters].join(' · '),
    parameters: parametersOf({ theme, lever, territory: territory?.code, territoryKind: territory?.kind }),
    items,
  };
}

async function followQuestion(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  const asked = askedInQuery(query);
  const { items, profile } = await essaimage.followQuestion(asked, signal);
  const { taxonomy } = essaimage;
  const { territory, kind } = profile;
  const subjects = [
    ...(territory.name === null ? [] : [territory.name]),
    ...(asked.priorities === '' ? [] : [`« ${shorten(asked.priorities, QUOTED_LENGTH)} »`]),
    ...asked.themes.map((id) => labelled(id, taxonomy.themes).label),
    ...asked.levers.map((id) => labelled(id, taxonomy.levers).label),
  ];
  return {
    title: ['Essaimage : nouvelles expériences pour votre demande', ...subjects].join(' · '),
    parameters: parametersOf({
      territory: territory.code ?? undefined,
      territoryKind: query.territoryKind === undefined ? undefined : (kind.value ?? undefined),
      territoryName: query.territoryName,
      population: query.population?.toString(),
      setting: query.setting,
      priorities: query.priorities,
      themes: asked.themes.toSorted().join(','),
      levers: asked.levers.toSorted().join(','),
      exclude: asked.exclude.toSorted().join(','),
    }),
    items,
  };
}

/** Reads the experiences that a feed follows. Throws like `Essaimage.listRecentExperiences` and `followQuestion`. */
export function readFeed(query: FeedQuery, essaimage: Essaimage, signal: AbortSignal): Promise<Feed> {
  return (asksSomething(query) ? followQuestion : readRecent)(query, essaimage, signal);
}

/** Returns the URL normalised, or null unless it is http(s): an imported fiche may contain any text. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** Address of a fiche, the id of its entry. */
export function pageOf(id: string, address: string): string {
  return `${address}/experiences/${encodeURIComponent(id)}`;
}

/** Adds the parameters of a feed to an address without any. */
export function withParameters(address: string, parameters: URLSearchParams): string {
  return parameters.size === 0 ? address : `${address}?${parameters}`;
}

/** Address of the page that shows a feed and explains it: browsers show its XML as it is. */
export function readablePage(parameters: URLSearchParams, address: string): string {
  return withParameters(`${address}/suivre`, parameters);
}
