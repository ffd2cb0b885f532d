import type { JudgedRequest } from '../../evaluation/requests.ts';
import type { Answered } from '../../evaluation/served.ts';
import { ask } from '../../evaluation/short-requests.ts';
import type { ExperienceResult, Recommendation } from '../../src/application/recommend/recommendation.ts';
import { leverResult } from './answers.ts';
import { experience } from './experiences.ts';
import { bareLever } from './levers.ts';

export function judgedRequest(overrides: Partial<JudgedRequest> = {}): JudgedRequest {
  const priorities = overrides.priorities ?? 'Rouvrir une épicerie avec les habitants.';
  return {
    id: 'q1',
    hand: 'q',
    kind: 'normal',
    sort: null,
    priorities,
    request: {
      ...ask(priorities),
      limit: 50,
      minLevel: 'none',
      audience: 'members',
    },
    grades: new Map(),
    levers: new Set(),
    needs: [],
    ...overrides,
  };
}

interface Given {
  readonly status?: Recommendation['status'];
  /** Ids, best first. */
  readonly experiences?: readonly string[];
  readonly levers?: readonly string[];
}

/** Makes an answer to a request. Experiences score 0.5, half of it semantic. */
export function answered(judged: JudgedRequest, given: Given = {}): Answered {
  const { status = 'ok', experiences = [], levers = [] } = given;
  const shown = experiences.map(
    (id, position): ExperienceResult => ({
      rank: position + 1,
      experience: experience({ id }),
      breakdown: {
        score: 0.5,
        contributions: [
          { criterion: 'semantic', value: 0.5, weight: 0.5, contribution: 0.25 },
          { criterion: 'lexical', value: 0.5, weight: 0.5, contribution: 0.25 },
        ],
      },
      relevance: 0.5,
      level: 'close',
      needs: [0],
      reasons: [],
      evidence: null,
    }),
  );
  return {
    judged,
    answer: {
      status,
      experiences: shown.slice(0, judged.request.limit),
      levers: levers.map((id, position) => leverResult(position + 1, { lever: bareLever(id), reasons: [] })),
    },
    firstSix: shown.slice(0, 6),
  };
}
