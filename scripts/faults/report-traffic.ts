/** What the clients saw while the service was put to the test. */

import type { FaultReport } from './fault-report.ts';
import type { Seen } from './traffic.ts';

function tally(seen: readonly Seen[]): string {
  const counts = new Map<string, number>();
  for (const { status, code } of seen) {
    const what = code === null ? String(status) : `${status} ${code}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what} × ${count}`).join(', ') || 'aucune';
}

/** A refusal says when to come back. */
const isAllowed = ({ status, retryAfterS }: Seen) =>
  (status >= 200 && status < 300) || (status === 503 && retryAfterS !== null);

export interface TrafficSpan {
  readonly from: number;
  /** On the clock of `performance.now()`. */
  readonly to: number;
  /** The process of the service was killed: connections break. */
  readonly mayBreak?: boolean;
}

/** Reports the statuses seen from `from` to `to`, and over the whole time. */
export function reportTraffic(
  report: FaultReport,
  seen: readonly Seen[],
  { from, to, mayBreak = false }: TrafficSpan,
): void {
  const during = seen.filter(({ sentAt, endedAt }) => endedAt >= from && sentAt <= to);
  const others = seen.filter((each) => !isAllowed(each) && !(mayBreak && each.status === 0));
  const wrong = seen.filter(({ isRight }) => !isRight);
  const longest = Math.max(0, ...during.map(({ durationMs }) => durationMs));
  report.note('Requêtes en tout', tally(seen));
  report.note('Pendant la panne', tally(during));
  report.note('Réponse la plus longue pendant la panne', `${(longest / 1_000).toFixed(1)} s`);
  report.promise(
    mayBreak
      ? 'Ni 2xx, ni 503 avec Retry-After, ni connexion rompue : 0'
      : 'Ni 2xx, ni 503 avec Retry-After : 0',
    others.length === 0 ? '0' : tally(others),
    others.length === 0,
  );
  report.promise('Réponses fausses : 0', String(wrong.length), wrong.length === 0);
}
