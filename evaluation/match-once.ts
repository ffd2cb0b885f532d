import {
  createMatchQuestion,
  type MatchedQuestion,
  type MatchRequest,
} from '../src/application/recommend/match-question.ts';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';

/** Understands a request, retrieves and scores, on an index that nobody publishes to meanwhile. */
export function createMatchOnce(
  dependencies: RecommendDependencies,
): (request: MatchRequest) => Promise<MatchedQuestion> {
  const { understand, match } = createMatchQuestion(dependencies);
  return async (request) => {
    const understood = await understand(request);
    return match(understood, await dependencies.currentIndex.current(request.audience));
  };
}
