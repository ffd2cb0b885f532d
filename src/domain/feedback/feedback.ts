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

/** Every reason, whatever the verdict. */
export const FEEDBACK_REASONS: readonly FeedbackReason[] = Object.keys(LABELS).filter(isFeedbackReason);

/** What a person reads of a reason. */
export function labelOfReason(reason: FeedbackReason): string {
  return LABELS[reason];
}

/** Whether a reason goes with a verdict. */
export function isReasonOf(verdict: Verdict, reason: FeedbackReason): boolean {
  return Object.hasOwn(FEEDBACK_REASON_LABELS[verdict], reason);
}

/** Of an answer, as `recommend` makes them. */
export const RECOMMENDATION_ID = /^rec_[0-9a-f]{20}$/;

/** 128 random bits in base64url. */
export const FEEDBACK_ID = /^fb_[\w-]{22}$/;

/** Of a comment, in characters (code points). */
export const MAX_COMMENT_LENGTH = 1000;

/** Tabs and line breaks are text; the other control characters, and halves of characters, are not. */
const COMMENT = new RegExp(`^(?:[\\t\\n\\r]|[^\\p{Cc}\\p{Cs}]){1,${MAX_COMMENT_LENGTH}}$`, 'u');

/** Whether a comment is as it is kept: NFC, without spaces around, of a permitted length. */
export function isKeptComment(text: string): boolean {
  return COMMENT.test(text) && text === text.normalize('NFC').trim();
}

/** What the opinion is about: one proposal of an answer. */
export type FeedbackSubject =
  | { readonly experienceId: string; readonly leverId: null }
  | { readonly experienceId: null; readonly leverId: string };

/** What somebody says of a proposal. Nothing tells who. */
export interface Opinion {
  /** Of the answer that made the proposal: the same question on the same index bears the same id. */
  readonly recommendationId: string;
  readonly subject: FeedbackSubject;
  readonly verdict: Verdict;
  readonly reason: FeedbackReason | null;
  /** In the words of the person: may name people. */
  readonly comment: string | null;
}

export interface Feedback extends Opinion {
  /** Cannot be guessed: who knows it may take the opinion back. */
  readonly id: string;
  /** Of the weights in force when it was given. */
  readonly rankingVersion: string;
  /** ISO 8601, UTC, to the millisecond. */
  readonly createdAt: string;
}
