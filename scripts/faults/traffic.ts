/** Readers that know the right answers, and writers that remember what was acknowledged to them. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, exchange } from './exchange.ts';

const EXPERIENCE = 'epicerie-solidaire-reignier';
const GROCERY = encodeURIComponent('ouvrir une épicerie solidaire');
const READER_PAUSE_MS = 60;
const OPINION_PAUSE_MS = 80;

export type Kind = 'lecture' | 'question' | 'avis' | 'import';

export interface Seen extends Answer {
  readonly kind: Kind;
  /** When it was sent and when its answer came, as `performance.now()` says. */
  readonly sentAt: number;
  readonly endedAt: number;
  /** False for a 200 that does not say what it should. */
  readonly isRight: boolean;
}

export interface Acknowledged {
  /** Ids of opinions. */
  readonly opinions: string[];
  /** Addresses of import jobs, each with the experience that it brings. */
  readonly imports: { readonly location: string; readonly experience: string }[];
}

export interface Traffic {
  readonly seen: readonly Seen[];
  readonly acknowledged: Acknowledged;
  /** Asks nothing more, and waits for the last answers. */
  stop(): Promise<void>;
}

export interface TrafficOptions {
  /** Of the services that are there at the moment: asked in turn. */
  readonly addresses: () => readonly string[];
  /** A key for imports; without one, nothing is imported. */
  readonly token?: string;
  readonly importPauseMs?: number;
}

const recommendationSchema = z.object({
  experiences: z.array(z.object({ experience: z.object({ id: z.string() }) })).min(1),
});
const experienceSchema = z.object({ id: z.literal(EXPERIENCE), title: z.string().min(1) });
const madeSchema = z.object({ id: z.string() });

let asked = 0;

/** Never twice the same: nothing may be answered from memory. */
function nextQuestion(): string {
  asked += 1;
  return `/v1/recommendations?territory=35236&priorities=${GROCERY}%20${asked}`;
}

/** Asks a question whose right answer is known. */
export async function askQuestion(address: string): Promise<boolean> {
  const { status, body } = await exchange(`${address}${nextQuestion()}`);
  return status === 200 && isRightRecommendation(body);
}

/** Imports bring nothing about groceries: one that the corpus has comes first, whatever was imported. */
function isRightRecommendation(body: unknown): boolean {
  const { data } = recommendationSchema.safeParse(body);
  return data?.experiences[0]?.experience.id.includes('epicerie') ?? false;
}

/** About nothing that the readers ask. */
export function ficheOf(id: string): unknown {
  const title = `Atelier de réparation de voiliers ${id}`;
  const summary =
    'Une association répare des voiliers anciens avec des bénévoles et les prête aux clubs du port. Elle forme des apprentis.';
  const source = { title, url: `https://example.org/${id}`, publisher: 'Port', date: '2021' };
  return {
    id,
    title,
    summary,
    territories: [],
    year: 2021,
    themes: [],
    levers: [],
    source,
    access: 'public',
  };
}

/** `RATE_LIMIT_PER_MINUTE` of the service must be high. */
export function startTraffic({ addresses, token, importPauseMs = 2_500 }: TrafficOptions): Traffic {
  const seen: Seen[] = [];
  const acknowledged: Acknowledged = { opinions: [], imports: [] };
  const ending = new AbortController();
  let turn = 0;

  function nextAddress(): string {
    const all = addresses();
    turn += 1;
    return all[turn % all.length] ?? '';
  }

  async function ask(kind: Kind, path: string, isRight: (body: unknown) => boolean, init?: RequestInit) {
    const sentAt = performance.now();
    const answer = await exchange(`${nextAddress()}${path}`, init);
    const hasSucceeded = answer.status >= 200 && answer.status < 300;
    seen.push({
      ...answer,
      kind,
      sentAt,
      endedAt: performance.now(),
      isRight: !hasSucceeded || isRight(answer.body),
    });
    return hasSucceeded ? answer : null;
  }

  async function repeat(pauseMs: number, work: (n: number) => Promise<unknown>): Promise<void> {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      await work(n);
      await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  }

  async function giveOpinion(n: number): Promise<void> {
    const body = JSON.stringify({
      recommendationId: 'rec_0123456789abcdef0123',
      experienceId: EXPERIENCE,
      verdict: 'useful',
      comment: `avis numéro ${n}`,
    });
    const headers = { 'content-type': 'application/json' };
    const isRight = (made: unknown) => madeSchema.safeParse(made).success;
    const made = await ask('avis', '/v1/feedback', isRight, { method: 'POST', headers, body });
    if (made !== null) acknowledged.opinions.push(madeSchema.parse(made.body).id);
  }

  async function askImport(n: number): Promise<void> {
    const experience = `voilier-${n}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = JSON.stringify([ficheOf(experience)]);
    const path = `/v1/imports?name=${experience}.json`;
    const made = await ask('import', path, () => true, { method: 'POST', headers, body });
    if (made?.location != null) acknowledged.imports.push({ location: made.location, experience });
  }

  const lanes = [
    repeat(READER_PAUSE_MS, () => ask('question', nextQuestion(), isRightRecommendation)),
    repeat(READER_PAUSE_MS, () =>
      ask('lecture', `/v1/experiences/${EXPERIENCE}`, (body) => experienceSchema.safeParse(body).success),
    ),
    repeat(OPINION_PAUSE_MS, giveOpinion),
    ...(token === undefined ? [] : [repeat(importPauseMs, askImport)]),
  ];
  return {
    seen,
    acknowledged,
    async stop() {
      ending.abort();
      await Promise.all(lanes);
    },
  };
}
