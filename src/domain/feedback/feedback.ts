import { z } from 'zod';
import type { Frozen } from '../experience/experience.ts';
import { FEEDBACK_REASON_LABELS } from '../french/labels.ts';

export const VERDICTS = ['useful', 'not-useful'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type FeedbackReason = { [V in Verdict]: keyof (typeof FEEDBACK_REASON_LABELS)[V] }[Verdict];

export function isFeedbackReason(code: string): code is FeedbackReason {
  return VERDICTS.some((verdict) => Object.hasOwn(FEEDBACK_REASON_LABELS[verdict], code));
}

export const FEEDBACK_REASONS: readonly FeedbackReason[] = VERDICTS.flatMap((verdict) =>
  Object.keys(FEEDBACK_REASON_LABELS[verdict]),
).filter(isFeedbackReason);

/** Says whether a reason goes with a verdict. */
export function isReasonOf(verdict: Verdict, reason: FeedbackReason): boolean {
  return Object.hasOwn(FEEDBACK_REASON_LABELS[verdict], reason);
}

/** Id of an answer of `recommend`. */
export const RECOMMENDATION_ID = /^rec_[0-9a-f]{20}$/;

/** Id of a feedback: 128 random bits in base64url. */
const FEEDBACK_ID = /^fb_[\w-]{22}$/;

/** Longest comment, in code points. */
export const MAX_COMMENT_LENGTH = 1000;

/** Tabs and line breaks are allowed; other control characters and lone surrogates are not. */
const COMMENT = new RegExp(`^(?:[\\t\\n\\r]|[^\\p{Cc}\\p{Cs}]){1,${MAX_COMMENT_LENGTH}}$`, 'u');

/** Says whether a comment has the stored form: NFC, trimmed, of a permitted length. */
export function isKeptComment(text: string): boolean {
  return COMMENT.test(text) && text === text.normalize('NFC').trim();
}

/** Id of any version of the corpus or of the ranking; excludes only characters that a database cannot hold. */
const anyId = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);

export const feedbackSchema = z
  .strictObject({
    /** Unguessable: a client that knows it may withdraw the opinion. */
    id: z.string().regex(FEEDBACK_ID),
    /** Id of the answer that made the proposal; the same question on the same index has the same id. */
    recommendationId: z.string().regex(RECOMMENDATION_ID),
    /** Proposal judged by the opinion; neither for the whole answer. */
    subject: z.union([
      z.strictObject({ experienceId: anyId, leverId: z.null() }),
      z.strictObject({ experienceId: z.null(), leverId: anyId.nullable() }),
    ]),
    verdict: z.enum(VERDICTS),
    reason: z.enum(FEEDBACK_REASONS).nullable(),
    /** Free text, which may name people. */
    comment: z.string().refine(isKeptComment).nullable(),
    /** Version of the weights at that time. */
    rankingVersion: anyId,
    /** ISO 8601, UTC, to the millisecond. */
    createdAt: z.iso.datetime({ precision: 3 }),
  })
  .refine(({ verdict, reason }) => reason === null || isReasonOf(verdict, reason), {
    path: ['reason'],
    error: 'la raison ne va pas avec l’avis',
  });

/** Anonymous opinion on an answer or one of its proposals, as it is kept. */
export type Feedback = Frozen<z.output<typeof feedbackSchema>>;
export type FeedbackSubject = Feedback['subject'];
export type Opinion = Omit<Feedback, 'id' | 'rankingVersion' | 'createdAt'>;

const PREFIX = 'rec_';
const DIGEST_LENGTH = 16;
const CHECK_LENGTH = 4;

type Hash = (text: string) => string;

function withCheck(digest: string, hash: Hash): string {
  return `${PREFIX}${digest}${hash(`answer ${digest}`).slice(0, CHECK_LENGTH)}`;
}

/**
 * Id of the answer to a request, in the form of `RECOMMENDATION_ID`. Its last digits check the others: answers are
 * stored nowhere, and an id that was made up is still refused.
 * @param request all that decides the answer
 * @param hash returns at least 16 hexadecimal digits
 */
export function answerId(request: string, hash: Hash): string {
  return withCheck(hash(request).slice(0, DIGEST_LENGTH), hash);
}

/** Says whether an answer may have this id. */
export function isAnswerId(id: string, hash: Hash): boolean {
  return id === withCheck(id.slice(PREFIX.length, PREFIX.length + DIGEST_LENGTH), hash);
}
