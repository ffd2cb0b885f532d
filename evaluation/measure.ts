import type { Recommend } from '../src/application/recommend.ts';
import type { Recommendation } from '../src/application/recommendation.ts';
import { type Estimate, estimate, ndcg, precision, recall, reciprocalRank, relevantIds } from './metrics.ts';
import type { JudgedRequest } from './requests.ts';

export interface Answered {
  readonly judged: JudgedRequest;
  readonly answer: Recommendation;
}

export interface Measures {
  /** Over the requests that have an experience of grade 1.5 or more. */
  readonly experiences: Readonly<Record<'ndcg@5' | 'ndcg@10' | 'recall@10' | 'mrr' | 'p@1', Estimate>>;
  /** Over the requests whose judges named levers. */
  readonly levers: Readonly<Record<'precision@3' | 'recall@5', Estimate>>;
  readonly abstention: {
    readonly offTopicCount: number;
    readonly offTopicCaught: number;
    readonly falseAbstentions: readonly string[];
  };
}

/** Sends the requests one after the other. */
export async function answerAll(
  recommend: Recommend,
  requests: readonly JudgedRequest[],
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  for (const judged of requests) answered.push({ judged, answer: await recommend(judged.request) });
  return answered;
}

export function experienceIds({ answer }: Answered): readonly string[] {
  return answer.experiences.map(({ experience }) => experience.id);
}

/** Follows the protocol of README.md. */
export function measure(answered: readonly Answered[]): Measures {
  const ranking = answered.filter(({ judged }) => relevantIds(judged.grades).size > 0);
  const advised = answered.filter(({ judged }) => judged.levers.size > 0);
  const offTopic = answered.filter(({ judged }) => judged.kind === 'off-topic');
  const over = (entries: readonly Answered[], value: (entry: Answered) => number) =>
    estimate(entries.map(value));
  const leverIds = ({ answer }: Answered) => answer.levers.map(({ lever }) => lever.id);
  return {
    experiences: {
      'ndcg@5': over(ranking, (entry) => ndcg(experienceIds(entry), entry.judged.grades, 5)),
      'ndcg@10': over(ranking, (entry) => ndcg(experienceIds(entry), entry.judged.grades, 10)),
      'recall@10': over(ranking, (entry) =>
        recall(experienceIds(entry), relevantIds(entry.judged.grades), 10),
      ),
      mrr: over(ranking, (entry) => reciprocalRank(experienceIds(entry), relevantIds(entry.judged.grades))),
      'p@1': over(ranking, (entry) => precision(experienceIds(entry), relevantIds(entry.judged.grades), 1)),
    },
    levers: {
      'precision@3': over(advised, (entry) => precision(leverIds(entry), entry.judged.levers, 3)),
      'recall@5': over(advised, (entry) => recall(leverIds(entry), entry.judged.levers, 5)),
    },
    abstention: {
      offTopicCount: offTopic.length,
      offTopicCaught: offTopic.filter(({ answer }) => answer.status === 'no_match').length,
      falseAbstentions: answered
        .filter(({ judged, answer }) => judged.kind !== 'off-topic' && answer.status === 'no_match')
        .map(({ judged }) => judged.id),
    },
  };
}
