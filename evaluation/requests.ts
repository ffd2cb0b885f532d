import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { RecommendRequest } from '../src/application/recommend/recommend.ts';
import { MODES, type Mode } from '../src/domain/matching/question.ts';
import { SETTINGS, TERRITORY_KINDS } from '../src/domain/territory/territory.ts';
import type { Grades } from './metrics.ts';
import { readJson } from './read-json.ts';

/** Most experiences that a measure looks at. */
export const RANKING_DEPTH = 50;

const profilesSchema = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['normal', 'vague', 'off-topic']),
    territory: z.object({ name: z.string(), kind: z.enum(TERRITORY_KINDS), code: z.string().nullable() }),
    setting: z.enum(SETTINGS).nullable(),
    priorities: z.string(),
    themes: z.array(z.string()),
    levers: z.array(z.string()),
  }),
);
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
  /** Ids of the experiences that answer it; empty when the corpus has none. */
  readonly experiences: readonly string[];
}

/** A request that a collectivité could send, with the expected experiences and levers. */
export interface JudgedRequest {
  readonly id: string;
  /** Kind of request, known to the evaluation and never sent. */
  readonly kind: 'normal' | 'vague' | 'off-topic';
  readonly priorities: string;
  readonly request: RecommendRequest;
  readonly grades: Grades;
  readonly levers: ReadonlySet<string>;
  /** Needs of a request that has several; empty otherwise. */
  readonly needs: readonly Need[];
}

export function parseMode(text: string): Mode {
  return z.enum(MODES).parse(text);
}

/** Reads the development requests. */
export function readDevelopmentRequests(): Promise<readonly JudgedRequest[]> {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  return readRequests(here('profiles.json'), here('judgments.json'), 'hybrid');
}

/** Reads a set of requests, in the order of the file; a request without judgment has no grade nor lever. */
export async function readRequests(
  profilesFile: string,
  judgmentsFile: string,
  mode: Mode,
): Promise<readonly JudgedRequest[]> {
  const profiles = await readJson(profilesFile, profilesSchema);
  const judgments = new Map(
    (await readJson(judgmentsFile, judgmentsSchema)).map((entry) => [entry.id, entry]),
  );
  return profiles.map((profile) => {
    const judgment = judgments.get(profile.id);
    return {
      id: profile.id,
      kind: profile.kind,
      priorities: profile.priorities,
      request: {
        territory: { ...profile.territory, populationCount: null, setting: profile.setting },
        priorities: profile.priorities,
        themes: profile.themes,
        levers: profile.levers,
        exclude: [],
        limit: RANKING_DEPTH,
        minLevel: 'none',
        mode,
        audience: 'members',
      },
      grades: new Map(Object.entries(judgment?.experiences ?? {})),
      levers: new Set(judgment?.levers ?? []),
      needs: judgment?.needs ?? [],
    };
  });
}
