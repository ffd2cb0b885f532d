import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { hashText } from '../src/domain/matching/lexical.ts';
import { handOf } from './requests.ts';

/**
 * Makes what answers the requests of each hand, once a hand, with a memory that holds none of them: the service knows
 * the judgments that it is measured by.
 * @param count most judged requests of the other hands that the memory holds, always the same ones
 */
export function leavingOut<T>(
  dependencies: RecommendDependencies,
  make: (dependencies: RecommendDependencies) => T,
  count = Number.POSITIVE_INFINITY,
): (hand: string) => T {
  const made = new Map<string, T>();
  const { precedents } = dependencies;
  const listed = precedents.list();
  return (hand) => {
    const known = made.get(hand);
    if (known !== undefined) return known;
    const keeping = listed.then((all) => {
      const others = all.map(({ request }) => request.id).filter((id) => handOf(id) !== hand);
      return new Set(others.sort((a, b) => hashText(a) - hashText(b)).slice(0, count));
    });
    const at: typeof precedents.at = async (version) => {
      const [memory, kept] = await Promise.all([precedents.at(version), keeping]);
      return { ...memory, recall: (question) => memory.recall(question, (id) => kept.has(id)) };
    };
    const answering = make({ ...dependencies, precedents: { ...precedents, at } });
    made.set(hand, answering);
    return answering;
  };
}
