import type {
  AnsweredNeed,
  ExperienceResult,
  LeverResult,
  Recommendation,
} from '../../src/application/recommend/recommendation.ts';
import { experience, profile } from './experiences.ts';
import { bareLever } from './levers.ts';

/** Makes an experience of an answer; its id and title follow its rank. */
export function experienceResult(
  rank: number,
  { level, needs }: Partial<Pick<ExperienceResult, 'level' | 'needs'>> = {},
): ExperienceResult {
  return {
    rank,
    experience: experience({ id: `experience-${rank}`, title: `Expérience ${rank}` }),
    breakdown: {
      score: 0.5,
      contributions: [{ criterion: 'semantic', value: 0.5, weight: 1, contribution: 0.5 }],
    },
    relevance: 0.5,
    level: level ?? 'close',
    needs: needs ?? [0],
    reasons: [{ code: 'same-words', words: ['épicerie'] }],
    evidence: null,
  };
}

export function leverResult(rank: number, overrides: Partial<LeverResult> = {}): LeverResult {
  return {
    rank,
    lever: bareLever('locaux', 'Mise à disposition de locaux'),
    permission: null,
    breakdown: {
      score: 0.4,
      contributions: [{ criterion: 'request', value: 0.4, weight: 1, contribution: 0.4 }],
    },
    evidence: 'several-cases',
    asked: false,
    cues: [],
    advised: null,
    usualFor: null,
    caseCount: 2,
    supporting: [],
    costs: [],
    reasons: [{ code: 'used-by-cases', caseCount: 2, shownCount: 3 }],
    ...overrides,
  };
}

export function answeredNeed(text: string, level: AnsweredNeed['level']): AnsweredNeed {
  return { text, start: 0, end: text.length, level };
}

/** Makes an answer without any result, changed by `overrides`. */
export function answer(overrides: Partial<Recommendation> = {}): Recommendation {
  return {
    id: 'rec_test',
    status: 'ok',
    profile: profile(),
    understood: { text: '', corrections: [], setAside: [], conditions: [] },
    isCut: false,
    needs: [answeredNeed('une épicerie coopérative', 'close')],
    experiences: [],
    costs: [],
    levers: [],
    setAside: [],
    own: [],
    suggestedThemes: [],
    suggestedQuestions: [],
    total: 100,
    ranking: { version: 'test', index: 'test', model: 'test' },
    ...overrides,
  };
}
