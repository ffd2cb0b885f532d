/** Readers that check their answers, and writers that remember acknowledged writes. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, exchange, type Sending, tallyAnswers } from './clients.ts';
import type { FaultReport } from './report.ts';

const EXPERIENCE = 'epicerie-solidaire-reignier';
const GROCERY = encodeURIComponent('ouvrir une épicerie solidaire');
const READER_PAUSE_MS = 60;
const OPINION_PAUSE_MS = 80;

export interface Seen extends Answer {
  /** Time on the clock of `performance.now()`. */
  readonly sentAt: number;
  /** False for a 2xx with a wrong body. */
  readonly isRight: boolean;
}

export interface Acknowledged {
  readonly opinions: string[];
  /** Paths of import jobs, each with the id of its experience. */
  readonly imports: { readonly location: string; readonly experience: string }[];
}

export interface Traffic {
  readonly seen: readonly Seen[];
  readonly acknowledged: Acknowledged;
  /** Stops asking and waits for the last answers. */
  stop(): Promise<void>;
}

export interface TrafficOptions {
  /** Returns the addresses of the running services, which are asked in turn. */
  readonly addresses: () => readonly string[];
  readonly token: string;
  readonly importPauseMs?: number | undefined;
  /** Receives the id of each opinion, and the path of each import job, once acknowledged. */
  readonly onAcknowledged?: (id: string) => void;
}

const recommendationSchema = z.object({
  experiences: z.array(z.object({ experience: z.object({ id: z.string() }) })).min(1),
});
const experienceSchema = z.object({ id: z.literal(EXPERIENCE), title: z.string().min(1) });
const madeSchema = z.object({ id: z.string() });

let asked = 0;

/** Returns the path of a new question each time, so that no cache answers. */
export function nextQuestion(): string {
  asked += 1;
  return `/v1/recommendations?territory=35236&priorities=${GROCERY}%20${asked}`;
}

/** Checks that a grocery of the corpus comes first: imports add no others. */
function isRightRecommendation(body: unknown): boolean {
  const { data } = recommendationSchema.safeParse(body);
  return data?.experiences[0]?.experience.id.includes('epicerie') ?? false;
}

/** Makes a fiche far from the readers' questions. */
export function ficheOf(id: string): unknown {
  const title = `Atelier de réparation de voiliers ${id}`;
  const summary =
    'Une association répare des voiliers anciens avec des bénévoles et les prête aux clubs du port. Elle forme des apprentis.';
  const source = { title, url: `https://example.org/${id}`, publisher: 'Port', date: '2021' };
  const territories = [{ name: 'Rennes', kind: 'commune', code: '35238' }];
  return { id, title, summary, year: 2021, source, access: 'public', territories, themes: [], levers: [] };
}

/** Starts readers and writers; needs a high `RATE_LIMIT_PER_MINUTE` on the service. */
export function startTraffic({
  addresses,
  token,
  importPauseMs = 2_500,
  onAcknowledged = () => {},
}: TrafficOptions): Traffic {
  const seen: Seen[] = [];
  const acknowledged: Acknowledged = { opinions: [], imports: [] };
  const ending = new AbortController();
  let turn = 0;

  function nextAddress(): string {
    const all = addresses();
    turn += 1;
    return all[turn % all.length] ?? '';
  }

  async function ask(path: string, isRight: (body: unknown) => boolean, sending?: Sending) {
    const sentAt = performance.now();
    const answer = await exchange(`${nextAddress()}${path}`, sending);
    const hasSucceeded = answer.status >= 200 && answer.status < 300;
    seen.push({ ...answer, sentAt, isRight: !hasSucceeded || isRight(answer.body) });
    return hasSucceeded ? answer : null;
  }

  async function repeat(pauseMs: number, work: (n: number) => Promise<unknown>): Promise<void> {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      await work(n);
      await sleep(pauseMs, null, { signal: ending.signal }).catch(() => {});
    }
  }

  async function giveOpinion(n: number): Promise<void> {
    const content = {
      recommendationId: 'rec_0123456789abcdefae71',
      experienceId: EXPERIENCE,
      verdict: 'useful',
      comment: `avis numéro ${n}`,
    };
    const isRight = (made: unknown) => madeSchema.safeParse(made).success;
    const made = await ask('/v1/feedback', isRight, { method: 'POST', content });
    if (made === null) return;
    const { id } = madeSchema.parse(made.body);
    acknowledged.opinions.push(id);
    onAcknowledged(id);
  }

  async function askImport(n: number): Promise<void> {
    const experience = `voilier-${n}`;
    const content = [ficheOf(experience)];
    const path = `/v1/imports?name=${experience}.json`;
    const made = await ask(path, () => true, { method: 'POST', token, content });
    if (made?.location == null) return;
    acknowledged.imports.push({ location: made.location, experience });
    onAcknowledged(made.location);
  }

  const lanes = [
    repeat(READER_PAUSE_MS, () => ask(nextQuestion(), isRightRecommendation)),
    repeat(READER_PAUSE_MS, () =>
      ask(`/v1/experiences/${EXPERIENCE}`, (body) => experienceSchema.safeParse(body).success),
    ),
    repeat(OPINION_PAUSE_MS, giveOpinion),
    repeat(importPauseMs, askImport),
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

const LOOK_MS = 20;
const RETURN_TIMEOUT_MS = 60_000;

/**
 * Returns the milliseconds until `/health/ready` answers 200, and until a question has a right answer; Infinity past a
 * minute.
 */
export async function measureReturn(address: string) {
  const since = performance.now();
  const elapsedUntil = async (nextPath: () => string, isRight: (body: unknown) => boolean) => {
    for (;;) {
      const { status, body } = await exchange(`${address}${nextPath()}`);
      const elapsedMs = performance.now() - since;
      if (status === 200 && isRight(body)) return elapsedMs;
      if (elapsedMs > RETURN_TIMEOUT_MS) return Number.POSITIVE_INFINITY;
      await sleep(LOOK_MS);
    }
  };
  const [readyMs, answerMs] = await Promise.all([
    elapsedUntil(
      () => '/health/ready',
      () => true,
    ),
    elapsedUntil(nextQuestion, isRightRecommendation),
  ]);
  return { readyMs, answerMs };
}

/** Accepts a success, or a refusal that says when to come back. */
const isAllowed = ({ status, retryAfterS }: Seen) =>
  (status >= 200 && status < 300) || (status === 503 && retryAfterS !== null);

export interface TrafficSpan {
  /** Times on the clock of `performance.now()`. */
  readonly from: number;
  readonly to: number;
  /** Whether broken connections are allowed, because a service was killed. */
  readonly mayBreak?: boolean;
}

/** Reports the statuses seen within the span, and over the whole time. */
export function reportTraffic(
  report: FaultReport,
  seen: readonly Seen[],
  { from, to, mayBreak = false }: TrafficSpan,
): void {
  const during = seen.filter(({ sentAt, durationMs }) => sentAt + durationMs >= from && sentAt <= to);
  const others = seen.filter((each) => !isAllowed(each) && !(mayBreak && each.status === 0));
  const wrong = seen.filter(({ isRight }) => !isRight);
  const longest = Math.max(0, ...during.map(({ durationMs }) => durationMs));
  report.note('Requêtes en tout', tallyAnswers(seen));
  report.note('Pendant la panne', tallyAnswers(during));
  report.note('Réponse la plus longue pendant la panne', `${(longest / 1_000).toFixed(1)} s`);
  report.promise(
    mayBreak
      ? 'Ni 2xx, ni 503 avec Retry-After, ni connexion rompue : 0'
      : 'Ni 2xx, ni 503 avec Retry-After : 0',
    others.length === 0 ? '0' : tallyAnswers(others),
    others.length === 0,
  );
  report.promise('Réponses fausses : 0', String(wrong.length), wrong.length === 0);
}
