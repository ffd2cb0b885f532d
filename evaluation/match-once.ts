import { createMatchQuestion, type MatchedQuestion } from '../src/application/recommend/match-question.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import type { MatchRequest } from '../src/application/recommend/understand-request.ts';

export type MatchOnce = (request: MatchRequest) => Promise<MatchedQuestion>;

/** Makes a function that matches one request on the current index. The index must not change meanwhile. */
export function createMatchOnce(dependencies: RecommendDependencies): MatchOnce {
  const { understand, match } = createMatchQuestion(dependencies);
  return async (request) => {
    const understood = await understand(request);
    return match(understood, await dependencies.currentIndex.current(request.audience));
  };
}
