import type { Feedback, FeedbackReason, Verdict } from './feedback.ts';

export interface FeedbackComment extends Pick<Feedback, 'verdict' | 'reason' | 'createdAt'> {
  readonly comment: string;
}

/** With reasons above zero, the most frequent first, ties by code; shares are in [0, 1], 0 without feedback. */
export type FeedbackCounts = ReturnType<typeof countsOf>;

export interface SubjectSummary extends FeedbackCounts {
  readonly id: string;
  /** Most recent first. */
  readonly comments: readonly FeedbackComment[];
}

/** Subjects have the most feedback first, ties by id. */
export type FeedbackSummary = Awaited<ReturnType<typeof summariseFeedback>>;

/** Number of comments kept of each experience and lever. */
const MAX_COMMENTS = 3;

interface Tally {
  readonly verdicts: Record<Verdict, number>;
  readonly reasons: Map<FeedbackReason, number>;
  /** Last comments, oldest first. */
  readonly comments: FeedbackComment[];
}

const newTally = (): Tally => ({
  verdicts: { useful: 0, 'not-useful': 0 },
  reasons: new Map(),
  comments: [],
});

function countIn(tally: Tally, { verdict, reason, comment, createdAt }: Feedback): void {
  const { verdicts, reasons, comments } = tally;
  verdicts[verdict] += 1;
  if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (comment === null) return;
  comments.push({ verdict, reason, comment, createdAt });
  if (comments.length > MAX_COMMENTS) comments.shift();
}

function tallyOf(tallies: Map<string, Tally>, id: string): Tally {
  const known = tallies.get(id) ?? newTally();
  tallies.set(id, known);
  return known;
}

function countsOf({ verdicts, reasons }: Tally) {
  const { useful, 'not-useful': notUseful } = verdicts;
  const all = useful + notUseful;
  return {
    useful,
    notUseful,
    usefulShare: all === 0 ? 0 : useful / all,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

function subjectsOf(tallies: ReadonlyMap<string, Tally>): readonly SubjectSummary[] {
  const sizeOf = ({ useful, notUseful }: FeedbackCounts) => useful + notUseful;
  return [...tallies]
    .map(([id, tally]) => ({ id, ...countsOf(tally), comments: [...tally.comments].reverse() }))
    .sort((a, b) => sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1));
}

/** @param entries oldest first; streamed once, never held in memory */
export async function summariseFeedback(entries: AsyncIterable<Feedback>) {
  const total = newTally();
  const experiences = new Map<string, Tally>();
  const levers = new Map<string, Tally>();
  for await (const entry of entries) {
    const { experienceId, leverId } = entry.subject;
    countIn(total, entry);
    if (experienceId !== null) countIn(tallyOf(experiences, experienceId), entry);
    else if (leverId !== null) countIn(tallyOf(levers, leverId), entry);
  }
  return { total: countsOf(total), experiences: subjectsOf(experiences), levers: subjectsOf(levers) };
}
