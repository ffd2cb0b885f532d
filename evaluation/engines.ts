/**
 * Engines that the service is compared with. They hide nothing, read the public experiences with every text that the
 * service has, and of a request its priorities, then the labels of the chosen themes and levers.
 *   served      the service, with the defaults of a visitor
 *   full        the service, that hides nothing
 *   bm25        one BM25 over all the texts together
 *   full-text   PostgreSQL's own full text (`full-text-engine.ts`)
 */
import { createFrenchStemmer } from '../src/adapters/text/snowball-stemmer.ts';
import { createTextAnalysis } from '../src/domain/text/terms.ts';
import { type Corpus, questionOf, textsOf } from './corpus.ts';
import { openFullTextEngine } from './full-text-engine.ts';
import { isRanked } from './measure.ts';
import { ndcg } from './metrics.ts';
import type { JudgedRequest } from './requests.ts';
import { type Answered, experienceIds } from './served.ts';

export const ENGINES = ['served', 'full', 'bm25', 'full-text'] as const;
export type Engine = (typeof ENGINES)[number];

export interface EngineRun {
  readonly engine: Engine;
  /** nDCG@5 of the requests that an experience answers, in their order. */
  readonly values: readonly number[];
}

/** Ranks the ids of experiences for a request, best first. */
type Rank = (judged: JudgedRequest) => readonly string[] | Promise<readonly string[]>;

async function runEngine(engine: Engine, requests: readonly JudgedRequest[], rank: Rank): Promise<EngineRun> {
  const values: number[] = [];
  for (const judged of requests.filter(isRanked)) values.push(ndcg(await rank(judged), judged.grades, 5));
  return { engine, values };
}

/** Presents answers of the service as the run of an engine. */
export function runOfAnswers(engine: Engine, answered: readonly Answered[]): EngineRun {
  const counted = answered.filter(({ judged }) => isRanked(judged));
  return { engine, values: counted.map((entry) => ndcg(experienceIds(entry), entry.judged.grades, 5)) };
}

/** Usual constants of BM25: S. Robertson and H. Zaragoza, «The Probabilistic Relevance Framework», 2009. */
const [SATURATION, LENGTH_SHARE] = [1.2, 0.75];

/** Makes BM25 over the stems of all the texts of a fiche, stop words left out. */
export function createBm25({ fiches, taxonomy }: Corpus): Rank {
  const analyse = createTextAnalysis(createFrenchStemmer());
  const stemsOf = (text: string) => analyse(text).map(({ stem }) => stem);
  const documents = fiches.map((fiche) => {
    const stems = stemsOf(Object.values(textsOf(fiche, taxonomy)).join('\n'));
    const counts = new Map<string, number>();
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    return { id: fiche.id, length: stems.length, counts };
  });
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const rarity = (stem: string) => {
    const holders = documents.filter(({ counts }) => counts.has(stem)).length;
    return Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5));
  };
  return ({ request }) => {
    const asked = [...new Set(stemsOf(questionOf(request, taxonomy)))].map(
      (stem) => [stem, rarity(stem)] as const,
    );
    const scored = documents.map(({ id, length, counts }) => {
      const damping = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / meanLength);
      const score = asked.reduce((sum, [stem, weight]) => {
        const count = counts.get(stem) ?? 0;
        return sum + (weight * count * (SATURATION + 1)) / (count + damping);
      }, 0);
      return { id, score };
    });
    return scored.toSorted((a, b) => b.score - a.score).map(({ id }) => id);
  };
}

/** Runs the engines that are not the service, in the order of `ENGINES`. */
export async function runBaselines(
  requests: readonly JudgedRequest[],
  whole: Corpus,
): Promise<readonly EngineRun[]> {
  const corpus = { ...whole, fiches: whole.fiches.filter(({ access }) => access === 'public') };
  const fullText = await openFullTextEngine(corpus);
  try {
    return [
      await runEngine('bm25', requests, createBm25(corpus)),
      await runEngine('full-text', requests, fullText.rank),
    ];
  } finally {
    await fullText.close();
  }
}
