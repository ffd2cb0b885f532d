import type { Answered } from '../../evaluation/measure.ts';
import type { JudgedRequest } from '../../evaluation/requests.ts';
import { ask } from '../../evaluation/short-requests.ts';
import type { Recommendation } from '../../src/application/recommend/recommendation.ts';
import { leverResult } from './answers.ts';
import { experience, profile } from './experiences.ts';
import { bareLever } from './levers.ts';

/** Makes a request of the evaluation, changed by `overrides`. */
export function judgedRequest(overrides: Partial<JudgedRequest> = {}): JudgedRequest {
  const priorities = overrides.priorities ?? 'Rouvrir une épicerie avec les habitants.';
  return {
    id: 'q1',
    kind: 'normal',
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
  return {
    judged,
    answer: {
      id: 'rec_test',
      status,
      profile: profile(),
      isCut: false,
      needs: [],
      experiences: experiences.map((id, position) => ({
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
      })),
      costs: [],
      levers: levers.map((id, position) => leverResult(position + 1, { lever: bareLever(id), reasons: [] })),
      setAside: [],
      narrowingThemes: [],
      total: experiences.length,
      ranking: { version: 'test', index: 'test', model: 'test' },
    },
  };
}
