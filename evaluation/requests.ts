import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadJudgedRequests } from '../src/adapters/corpus/load-judged-requests.ts';
import type { RecommendRequest } from '../src/application/recommend/recommend.ts';
import { parseConfig } from '../src/config.ts';
import { TERRITORY_KINDS } from '../src/domain/territory/territory.ts';
import { fromBody } from '../src/http/routes/recommendations/question.ts';
import { recommendationBodySchema } from '../src/http/routes/recommendations/request-schemas.ts';
import { readCorpus } from './corpus.ts';
import type { Grades } from './metrics.ts';
import { readJson } from './read-json.ts';

/** Most experiences that a measure looks at. */
export const RANKING_DEPTH = 50;

const profilesSchema = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['normal', 'vague', 'off-topic']),
    sort: z.string().nullable().default(null),
    territory: z.object({ name: z.string(), kind: z.enum(TERRITORY_KINDS), code: z.string().nullable() }),
    priorities: z.string(),
    themes: z.array(z.string()),
    levers: z.array(z.string()),
  }),
);
type WrittenRequest = z.infer<typeof profilesSchema>[number];
const judgmentsSchema = z.array(
  z.object({
    id: z.string(),
    experiences: z.record(z.string(), z.number()),
    levers: z.array(z.string()),
    needs: z.array(z.object({ need: z.string(), experiences: z.array(z.string()) })).default([]),
  }),
);

/** One of the needs that a request states. */
export interface Need {
  readonly need: string;
  /** Ids of the public experiences that answer it; empty when the corpus has none. */
  readonly experiences: readonly string[];
}

/** A request that a collectivité could send, with the expected public experiences and levers. */
export interface JudgedRequest {
  readonly id: string;
  /** Its writer, as its id says: each has habits. */
  readonly hand: string;
  /** Kind of request, known to the evaluation and never sent. */
  readonly kind: 'normal' | 'vague' | 'off-topic';
  /** As its writer names it; null where its set does not say it. */
  readonly sort: string | null;
  readonly priorities: string;
  readonly request: RecommendRequest;
  readonly grades: Grades;
  readonly levers: ReadonlySet<string>;
  /** Needs of a request that has several; empty otherwise. */
  readonly needs: readonly Need[];
}

/** Files of a set of which the service knows nothing. */
export interface RequestFiles {
  readonly profiles: string;
  readonly judgments: string;
}

/** Sets of the repository: the one that is compared over time, and the one to learn from. */
export const SETS = ['learning', 'development'] as const;
export type SetName = (typeof SETS)[number];

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const DEVELOPMENT: RequestFiles = { profiles: here('profiles.json'), judgments: here('judgments.json') };

/** Hand of the requests that only a newsroom judged. */
export const NEWSROOM = 'newsroom';

/** Returns the hand that wrote a request, as its id says. */
export function handOf(id: string): string {
  return id.startsWith('j-') ? NEWSROOM : id.replace(/\d{2,3}$/, '');
}

/** Makes the request of a visitor who chooses a territory of the register, or names another; the rest is default. */
function asVisitor({
  territory: { name, kind, code },
  priorities,
  themes,
  levers,
}: WrittenRequest): RecommendRequest {
  const territory = code === null ? { name, kind } : { code, kind };
  return fromBody(recommendationBodySchema.parse({ territory, priorities, themes, levers }), 'public');
}

/** Asks for the whole ranking, where the defaults show a few experiences. */
export function hidingNothing(request: RecommendRequest): RecommendRequest {
  return { ...request, limit: RANKING_DEPTH, minLevel: 'none' };
}

/** Reads the development requests, that hide nothing: fits need the whole ranking. */
export async function readDevelopmentRequests(): Promise<readonly JudgedRequest[]> {
  const requests = await readFiles(DEVELOPMENT);
  return requests.map((judged) => ({ ...judged, request: hidingNothing(judged.request) }));
}

/** Reads a set of the repository as visitors send it, judged over the public experiences of the corpus. */
export async function readSet(set: SetName): Promise<readonly JudgedRequest[]> {
  if (set === 'development') return readFiles(DEVELOPMENT);
  const judged = await loadJudgedRequests(parseConfig({}).judgedDirectory);
  const written = judged.map(({ sort, levers, ...request }) => {
    const kind = sort === 'vague' ? ('vague' as const) : ('normal' as const);
    return { profile: { ...request, sort, kind, themes: [], levers: [] }, judgment: { ...request, levers } };
  });
  return present(written);
}

/** Reads requests as visitors send them, in the order of the file; one without judgment has no grade nor lever. */
export async function readFiles({ profiles, judgments }: RequestFiles): Promise<readonly JudgedRequest[]> {
  const written = await readJson(profiles, profilesSchema);
  const judged = new Map((await readJson(judgments, judgmentsSchema)).map((entry) => [entry.id, entry]));
  return present(written.map((profile) => ({ profile, judgment: judged.get(profile.id) })));
}

interface Written {
  readonly profile: WrittenRequest;
  readonly judgment: z.infer<typeof judgmentsSchema>[number] | undefined;
}

async function present(written: readonly Written[]): Promise<readonly JudgedRequest[]> {
  const { fiches } = await readCorpus();
  const isPublic = new Set(fiches.filter(({ access }) => access === 'public').map(({ id }) => id));
  return written.map(({ profile, judgment }) => {
    const { id, kind, sort, priorities } = profile;
    const { experiences = {}, levers = [], needs = [] } = judgment ?? {};
    return {
      id,
      hand: handOf(id),
      kind,
      sort,
      priorities,
      request: asVisitor(profile),
      grades: new Map(Object.entries(experiences).filter(([fiche]) => isPublic.has(fiche))),
      levers: new Set(levers),
      needs: needs.map((need) => ({
        ...need,
        experiences: need.experiences.filter((fiche) => isPublic.has(fiche)),
      })),
    };
  });
}

/** Part of the requests that stands for all: every nth in the order of hands, sorts and ids, hence as many of each. */
export function sampleOf(requests: readonly JudgedRequest[], every: number): readonly JudgedRequest[] {
  return requests
    .toSorted((a, b) => {
      const [one, other] = [a, b].map(({ hand, sort, id }) => `${hand} ${sort} ${id}`);
      return one === other ? 0 : String(one) < String(other) ? -1 : 1;
    })
    .filter((_, position) => position % every === 0);
}
