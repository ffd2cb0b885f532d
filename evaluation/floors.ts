import { z } from 'zod';
import { formatValue } from './figures.ts';
import type { Measures } from './measure.ts';
import { readJson } from './read-json.ts';

const floorsSchema = z.strictObject({
  experiences: z.record(z.enum(['ndcg@5', 'recall@10', 'mrr']), z.number()),
  levers: z.record(z.enum(['precision@3']), z.number()),
  needs: z.number(),
  closeUseful: z.number(),
  offTopicCaught: z.number(),
  falseAbstentions: z.number(),
});

/**
 * Returns one French sentence for each floor that is not reached. A measure over no request fails.
 * @param ranking figures of the ranking to judge, such as the cross-validated ones
 */
export async function findBrokenFloors(
  file: string,
  measures: Measures,
  ranking: Measures['experiences'] = measures.experiences,
): Promise<readonly string[]> {
  const floors = await readJson(file, floorsSchema);
  const { levers, needs, closeUseful, abstention } = measures;
  const checks: readonly (readonly [string, number, number])[] = [
    ['nDCG@5', ranking['ndcg@5'].mean, floors.experiences['ndcg@5']],
    ['rappel@10', ranking['recall@10'].mean, floors.experiences['recall@10']],
    ['MRR', ranking.mrr.mean, floors.experiences.mrr],
    ['précision@3 des leviers', levers['precision@3'].mean, floors.levers['precision@3']],
    ['part des besoins couverts', needs.mean, floors.needs],
    ['part des proches utiles', closeUseful.mean, floors.closeUseful],
    ['part des hors sujet écartées', abstention.offTopicCaughtRate.mean, floors.offTopicCaught],
  ];
  const broken = checks
    .filter(([, value, floor]) => !(value >= floor))
    .map(([name, value, floor]) => `${name} : ${formatValue(value)}, plancher ${formatValue(floor)}`);
  const refused = abstention.falseAbstentions;
  if (refused.length <= floors.falseAbstentions) return broken;
  return [
    ...broken,
    `écartées à tort : ${refused.length} (${refused.join(', ')}), plafond ${floors.falseAbstentions}`,
  ];
}
