import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Lever } from '../../src/domain/lever/lever.ts';
import { drawCases } from '../../src/ingestion/extract/acting/draw-cases.ts';
import { logitOfSigns, type SignModel, sigmoid } from '../../src/ingestion/extract/acting/signs.ts';
import type { EmbedTexts } from '../../src/ingestion/extract/meaning/remember-vectors.ts';
import type { SentenceModel } from '../../src/ingestion/extract/meaning/sentence-model.ts';
import type { DescribedLever } from '../../src/ingestion/extract/what/describe-levers.ts';
import type { LeverFinder } from '../../src/ingestion/extract/what/find-levers.ts';
import { listProved, type ReadExample, type UnseenExample } from './fit-acting.ts';
import { fitSentences, type SentenceExample } from './fit-sentences.ts';
import { pairUp } from './measure-extraction.ts';
import { fitRidge, type SignExample } from './ridge-fit.ts';
import type { TrueExperience } from './truth.ts';

const SAID = fileURLToPath(new URL('material/lever-sentences.tsv', import.meta.url));
/** Beside the sentences of pages, chosen by leaving a style out: those that only name a lever tell less. */
const WEIGHTS = { example: 0.6, said: 0.2 };
const PENALTY = 3;

/** Case that an unseen page may tell. */
interface LeverCase {
  readonly group: string;
  readonly probability: number;
  readonly territories: TrueExperience['territories'];
  readonly levers: readonly DescribedLever[];
}

/** Unseen page with its cases. */
export interface LeverPage {
  readonly group: string;
  /** Weight of its levers. */
  readonly weight: number;
  readonly truth: readonly TrueExperience[];
  readonly cases: readonly LeverCase[];
}

/** Reads the sentences that only say a lever: the examples of the taxonomy, and those written for it. */
export async function readSaid(
  levers: readonly Lever[],
  embed: EmbedTexts,
): Promise<readonly SentenceExample[]> {
  const written = (await readFile(SAID, 'utf8')).split('\n').flatMap((line) => {
    const [lever, text] = line.split('\t');
    return lever === undefined || text === undefined ? [] : [{ lever, text, weight: WEIGHTS.said }];
  });
  const examples = levers.flatMap(({ id, examples: own }) =>
    own.map((text) => ({ lever: id, text, weight: WEIGHTS.example })),
  );
  const told = [...examples, ...written];
  const vectors = await embed(told.map(({ text }) => text));
  return told.flatMap(({ lever, text, weight }, i) => {
    const vector = vectors[i];
    return vector === undefined ? [] : [{ text, vector, classes: new Set([lever]), weight }];
  });
}

/** Fits the regressions that say which lever a sentence proves. */
export function fitLeverSentences(
  examples: readonly ReadExample[],
  said: readonly SentenceExample[],
  levers: readonly string[],
): SentenceModel {
  const proving = listProved(examples).filter(({ classes }) => classes.size > 0);
  return fitSentences([...proving, ...said], levers);
}

/** Draws the cases of an unseen page and describes their levers. */
export async function describePage(
  { example, judged }: UnseenExample,
  finder: LeverFinder,
  embed: EmbedTexts,
): Promise<LeverPage> {
  const { group, truth, surroundings, weights } = example;
  const cases: LeverCase[] = [];
  for (const drawn of drawCases(surroundings.cases, judged)) {
    const { own, probabilities } = drawn;
    cases.push({
      group,
      probability: Math.max(...probabilities),
      territories: own.places.map(({ place: { kind, name, territory } }) => ({
        kind,
        name,
        code: territory?.code ?? null,
      })),
      levers: await finder.describe(drawn, embed),
    });
  }
  return { group, weight: weights.levers, truth, cases };
}

function decisionExamples({ truth, cases, weight }: LeverPage): readonly SignExample[] {
  return pairUp(truth, cases).flatMap(({ expected, found }) =>
    found.levers.map(({ lever, signs }) => {
      const positive = expected.levers.includes(lever);
      const isTolerated = !positive && expected.toleratedLevers.includes(lever);
      return { signs, positive, weight: isTolerated ? 0 : weight };
    }),
  );
}

/** Fits the regression that decides on a lever of a case. */
export function fitDecision(pages: readonly LeverPage[]): SignModel {
  const told = pages.flatMap(decisionExamples);
  return fitRidge(
    told.filter(({ weight }) => weight > 0),
    PENALTY,
  );
}

/** Counts levers rightly and wrongly found, and expected, above a probability of the case and one of the lever. */
export function countLevers(
  { truth, cases }: LeverPage,
  decision: SignModel,
  least: { readonly experience: number; readonly lever: number },
): { readonly right: number; readonly wrong: number; readonly expected: number } {
  const found = cases.filter(({ probability }) => probability >= least.experience);
  const pairs = pairUp(truth, found);
  let [right, wrong] = [0, 0];
  for (const one of found) {
    const expected = pairs.find((pair) => pair.found === one)?.expected;
    for (const { lever, signs } of one.levers) {
      if (sigmoid(logitOfSigns(decision, signs)) < least.lever) continue;
      if (expected?.levers.includes(lever)) right += 1;
      else if (!expected?.toleratedLevers.includes(lever)) wrong += 1;
    }
  }
  return { right, wrong, expected: truth.reduce((sum, { levers }) => sum + new Set(levers).size, 0) };
}
