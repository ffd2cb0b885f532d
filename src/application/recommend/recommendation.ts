import type { CostRange } from '../../domain/experience/cost-ranges.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import type { Evidence } from '../../domain/explanation/explain.ts';
import type { ExperienceReason, LeverReason } from '../../domain/explanation/reason.ts';
import type { Lever } from '../../domain/lever/lever.ts';
import type { Status } from '../../domain/matching/decide-status.ts';
import type { Level } from '../../domain/matching/level.ts';
import type { RecommendedLever } from '../../domain/matching/recommend-levers.ts';
import type { Breakdown, ExperienceCriterion } from '../../domain/matching/weights.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Need } from '../../domain/request/find-needs.ts';
import type { Reading } from '../../domain/request/read-text.ts';
import type { Theme } from '../../domain/theme/theme.ts';

export interface ExperienceResult {
  /** From 1. */
  readonly rank: number;
  readonly experience: Experience;
  readonly breakdown: Breakdown<ExperienceCriterion>;
  /** Probability that a judge would call it useful, in (0, 1). */
  readonly relevance: number;
  readonly level: Level;
  /** Positions in `needs` of the needs that it meets, the one that it is shown for first. */
  readonly needs: readonly number[];
  /** At least one about the subject, most telling first. */
  readonly reasons: readonly ExperienceReason[];
  readonly evidence: Evidence | null;
}

export interface SupportingCase {
  readonly experienceId: string;
  readonly title: string;
  /** How the collectivité used the lever. */
  readonly what: string;
}

export interface LeverResult extends Omit<RecommendedLever, 'supporting'> {
  readonly rank: number;
  /** At most three, best experience first. */
  readonly supporting: readonly SupportingCase[];
  readonly reasons: readonly LeverReason[];
  /** Orders of magnitude of all the visible experiences that use the lever. */
  readonly costs: readonly CostRange[];
}

/** Need of the request, and whether an experience is close to it. */
export interface AnsweredNeed extends Need {
  readonly level: 'close' | null;
}

/** Lever that the priorities refuse: it is not recommended. */
export interface SetAsideLever {
  readonly lever: Lever;
  /** Words of the priorities that refuse it, as typed. */
  readonly words: readonly string[];
}

export interface Understanding extends Reading {
  /** Subjects that they refuse, in order, with the whole phrase. */
  readonly setAside: readonly { readonly words: string; readonly subject: string }[];
  /** In order. */
  readonly conditions: readonly { readonly words: string; readonly label: string }[];
}

/** Answer to a collectivité: a pure function of the request, the index and the weights. */
export interface Recommendation {
  /** Equal for equal resolved requests on the same index. */
  readonly id: string;
  readonly status: Status;
  /** Its priorities are as typed. */
  readonly profile: Profile;
  readonly understood: Understanding;
  /** Whether the priorities were too long to be read to their end. */
  readonly isCut: boolean;
  /** In the order of the priorities; one for a request with a single need. */
  readonly needs: readonly AnsweredNeed[];
  readonly experiences: readonly ExperienceResult[];
  /** Orders of magnitude of the experiences that answer, shown or left out by the limit; none for a `broad` request. */
  readonly costs: readonly CostRange[];
  readonly levers: readonly LeverResult[];
  /** In taxonomy order. */
  readonly setAside: readonly SetAsideLever[];
  /** Experiences of the asking territory about the subject, apart from the others. */
  readonly own: readonly { readonly id: string; readonly title: string }[];
  /** Themes that would narrow a `broad` request, the nearest one of a `no_match`; empty otherwise. */
  readonly suggestedThemes: readonly Theme[];
  /** Two questions at most that the base answers, for a `no_match`; empty otherwise. */
  readonly suggestedQuestions: readonly string[];
  /** Visible experiences searched; 0 when there is no match. */
  readonly total: number;
  readonly ranking: { readonly version: string; readonly index: string; readonly model: string };
}
