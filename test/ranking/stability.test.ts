import { afterAll, describe, expect, it } from 'vitest';
import { openService } from '../../evaluation/open-service.ts';
import type { RecommendRequest } from '../../src/application/recommend/recommend.ts';
import type { Recommendation } from '../../src/application/recommend/recommendation.ts';
import { splitWords } from '../../src/domain/text/words.ts';
import { type AskedRequest, readAskedRequests } from './asked-requests.ts';
import { isKeywords, shuffleWords, TRANSFORMATIONS } from './transformations.ts';

/** Least mean number of the first five results that stay. */
const MIN_OVERLAP = 4;
const SHUFFLES = 3;

const service = await openService('evaluation');
const { recommend } = service.essaimage;
const asked = await readAskedRequests();
const before = new Map<string, Recommendation>();
for (const { id, request } of asked) before.set(id, await recommend(request));
const figures: string[] = [];
/** Half of the requests, the other half at the next turn. */
const halfOf = (turn: number) => asked.filter((_, at) => at % 2 === turn % 2);

afterAll(async () => {
  process.stdout.write(`\nOf the first five, kept on average:\n${figures.join('\n')}\n`);
  await service.close();
});

function idsOf(answer: Recommendation | undefined): readonly string[] {
  return answer?.experiences.map(({ experience }) => experience.id) ?? [];
}

async function overlap({ id, request }: AskedRequest, priorities: string): Promise<number> {
  const expected = idsOf(before.get(id));
  const found = idsOf(await recommend({ ...request, priorities }));
  return found.filter((experience) => expected.includes(experience)).length;
}

/** Returns the mean overlap over pairs of a request and its other wording; records it with the worst pairs. */
async function meanOverlap(
  name: string,
  pairs: readonly (readonly [AskedRequest, string])[],
): Promise<number> {
  const overlaps: (readonly [string, number])[] = [];
  for (const [request, text] of pairs) overlaps.push([request.id, await overlap(request, text)]);
  const mean = overlaps.reduce((sum, [, kept]) => sum + kept, 0) / overlaps.length;
  const worst = overlaps.filter(([, kept]) => kept < MIN_OVERLAP).map(([id, kept]) => `${id} ${kept}`);
  figures.push(
    `  ${name} : ${mean.toFixed(2)} over ${overlaps.length} (${worst.join(', ') || 'all at least 4'})`,
  );
  return mean;
}

describe('four of the first five stay on average', () => {
  it('when the request is said in other words', async () => {
    const pairs = asked.flatMap((entry) =>
      entry.paraphrase === null ? [] : [[entry, entry.paraphrase] as const],
    );
    expect(pairs).toHaveLength(20);
    expect(await meanOverlap('in other words', pairs)).toBeGreaterThanOrEqual(MIN_OVERLAP);
  });

  const turns = Object.entries(TRANSFORMATIONS).map((entry, turn) => [...entry, turn] as const);
  it.each(turns)('when the request is %s', async (name, transform, turn) => {
    const pairs = halfOf(turn).map(
      (entry, position) => [entry, transform(entry.request.priorities, position)] as const,
    );
    expect(await meanOverlap(name, pairs)).toBeGreaterThanOrEqual(MIN_OVERLAP);
  });

  it('when keywords come in another order', async () => {
    const keywords = asked.filter(
      ({ request: { priorities } }) => isKeywords(priorities) && splitWords(priorities).length > 1,
    );
    expect(keywords.length).toBeGreaterThanOrEqual(6);
    const pairs = keywords.flatMap((entry) =>
      Array.from(
        { length: SHUFFLES },
        (_, seed) => [entry, shuffleWords(entry.request.priorities, seed)] as const,
      ),
    );
    expect(await meanOverlap('keywords in another order', pairs)).toBeGreaterThanOrEqual(MIN_OVERLAP);
  });
});

describe('a larger limit', () => {
  it.each([1, 20, 50])('never changes the order nor the scores of the first ones: %d', async (limit) => {
    for (const { id, request } of asked.filter(({ paraphrase }) => paraphrase !== null)) {
      const { experiences } = await recommend({ ...request, limit });
      const known = before.get(id)?.experiences ?? [];
      const common = Math.min(limit, known.length);
      expect(experiences).toHaveLength(limit);
      expect(experiences.slice(0, common), id).toEqual(known.slice(0, common));
    }
  });
});

describe('a population changed by 1 %', () => {
  async function firstWith(request: RecommendRequest, populationCount: number) {
    if (request.territory === null) throw new Error('these requests all name their territory');
    const territory = { ...request.territory, populationCount };
    return idsOf(await recommend({ ...request, territory, limit: 1 }));
  }

  /**
   * Most that 1 % of a population moves the difference of two scores: twice 0.02 (weight of the size) × 1.21 (steepest
   * slope of its kernel, a decade) × 0.0043 decade; doubled, since scores are rounded and places reordered.
   */
  const MOST = 0.0004;

  it.each([
    [0.99, 0],
    [1.01, 1],
  ])('changes the first result between equals alone: × %d', async (factor, turn) => {
    const changed: string[] = [];
    let compared = 0;
    for (const { id, request } of halfOf(turn)) {
      const known = before.get(id);
      const population = known?.profile.populationCount.value ?? null;
      if (known === undefined || population === null) continue;
      compared += 1;
      const [first] = await firstWith(request, Math.round(population * factor));
      const best = known.experiences[0]?.breakdown.score ?? 0;
      const scoreBefore =
        known.experiences.find(({ experience }) => experience.id === first)?.breakdown.score ?? 0;
      if (best - scoreBefore > MOST) changed.push(id);
    }
    expect(compared).toBeGreaterThanOrEqual(40);
    expect(changed).toEqual([]);
  });
});
