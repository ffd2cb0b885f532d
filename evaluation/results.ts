import { z } from 'zod';
import { ENGINES, type EngineRun, runOfAnswers } from './engines.ts';
import { estimate } from './metrics.ts';
import { type AllAnswered, type Answered, MEASURES, type Measure, measure } from './served.ts';
import { comparePaired } from './significance.ts';

const estimateSchema = z.strictObject({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  count: z.int(),
});
const measuresSchema = z.partialRecord(z.enum(MEASURES), estimateSchema);
const groupSchema = z.strictObject({
  by: z.enum(['sort', 'hand']),
  name: z.string(),
  served: measuresSchema,
  full: measuresSchema,
});

/** Results of a run, kept from one run to the next. */
export const resultsSchema = z.strictObject({
  /** Version of the weights. */
  weights: z.string(),
  model: z.string(),
  requestCount: z.int(),
  /** Measures of the answers to a visitor, with the defaults. */
  served: measuresSchema,
  /** Measures of the answers with nothing hidden. */
  full: measuresSchema,
  /** The same by sort and by hand, sorts first. */
  groups: z.array(groupSchema),
  /** nDCG@5 of each engine; empty unless the baselines ran. */
  engines: z.array(
    z.strictObject({
      engine: z.enum(ENGINES),
      ndcg: estimateSchema,
      /** Probability of such a difference with the served answers by luck; 1 for these themselves. */
      pValue: z.number(),
    }),
  ),
});
export type Results = z.infer<typeof resultsSchema>;

/** Measures shown of a group. */
export const GROUP_MEASURES = [
  'ndcg@5',
  'useless',
  'falseAbsence',
  'nothingClose',
  'levers',
] as const satisfies Measure[];

function measureGroups({ served, full }: AllAnswered): Results['groups'] {
  const group = (by: 'sort' | 'hand', name: string) => {
    const isIn = ({ judged }: Answered) => judged[by] === name;
    return {
      by,
      name,
      served: measure(served.filter(isIn), GROUP_MEASURES),
      full: measure(full.filter(isIn), ['ndcg@5']),
    };
  };
  const sorts = [...new Set(served.flatMap(({ judged }) => judged.sort ?? []))].sort();
  const hands = [...new Set(served.map(({ judged }) => judged.hand))].sort();
  const groups = [
    ...sorts.map((sort) => group('sort', sort)),
    ...(hands.length > 1 ? hands.map((hand) => group('hand', hand)) : []),
  ];
  return groups.filter((one) => one.served['ndcg@5'] !== undefined);
}

/** Compares engines on the same requests with the served answers. */
export function compareEngines(
  { served, full }: AllAnswered,
  baselines: readonly EngineRun[],
): Results['engines'] {
  const own = runOfAnswers('served', served);
  return [own, runOfAnswers('full', full), ...baselines].map(({ engine, values }) => ({
    engine,
    ndcg: estimate(values),
    pValue: comparePaired(values.map((value, index) => [value, own.values[index] ?? 0])).pValue,
  }));
}

/** Gathers the results of a run. */
export function gather(
  answered: AllAnswered,
  ranking: Pick<Results, 'weights' | 'model'>,
  engines: Results['engines'],
): Results {
  return {
    ...ranking,
    requestCount: answered.served.length,
    served: measure(answered.served),
    full: measure(answered.full),
    groups: measureGroups(answered),
    engines,
  };
}
