import { FEEDBACK_REASON_LABELS } from '../french/labels.ts';

export const VERDICTS = ['useful', 'not-useful'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type FeedbackReason = { [V in Verdict]: keyof (typeof FEEDBACK_REASON_LABELS)[V] }[Verdict];

const LABELS: Readonly<Record<FeedbackReason, string>> = {
  ...FEEDBACK_REASON_LABELS.useful,
  ...FEEDBACK_REASON_LABELS['not-useful'],
};

export function isFeedbackReason(code: string): code is FeedbackReason {
  return Object.hasOwn(LABELS, code);
}

export const FEEDBACK_REASONS: readonly FeedbackReason[] = Object.keys(LABELS).filter(isFeedbackReason);

export function labelOfReason(reason: FeedbackReason): string {
  return LABELS[reason];
}

/** Says whether a reason goes with a verdict. */
export function isReasonOf(verdict: Verdict, reason: FeedbackReason): boolean {
  return Object.hasOwn(FEEDBACK_REASON_LABELS[verdict], reason);
}

/** Id of an answer of `recommend`. */
export const RECOMMENDATION_ID = /^rec_[0-9a-f]{20}$/;

/** Id of a feedback: 128 random bits in base64url. */
export const FEEDBACK_ID = /^fb_[\w-]{22}$/;

/** Longest comment, in code points. */
export const MAX_COMMENT_LENGTH = 1000;

/** Tabs and line breaks are allowed; other control characters and lone surrogates are not. */
const COMMENT = new RegExp(`^(?:[\\t\\n\\r]|[^\\p{Cc}\\p{Cs}]){1,${MAX_COMMENT_LENGTH}}$`, 'u');

/** Says whether a comment has the stored form: NFC, trimmed, of a permitted length. */
export function isKeptComment(text: string): boolean {
  return COMMENT.test(text) && text === text.normalize('NFC').trim();
}

/** Proposal judged by an opinion. */
export type FeedbackSubject =
  | { readonly experienceId: string; readonly leverId: null }
  | { readonly experienceId: null; readonly leverId: string };

/** Anonymous opinion on a proposal. */
export interface Opinion {
  /** Id of the answer that made the proposal; the same question on the same index has the same id. */
  readonly recommendationId: string;
  readonly subject: FeedbackSubject;
  readonly verdict: Verdict;
  readonly reason: FeedbackReason | null;
  /** Free text, which may name people. */
  readonly comment: string | null;
}

export interface Feedback extends Opinion {
  /** Unguessable: a client that knows it may withdraw the opinion. */
  readonly id: string;
  /** Version of the weights at that time. */
  readonly rankingVersion: string;
  /** ISO 8601, UTC, to the millisecond. */
  readonly createdAt: string;
}
