/**
 * `npm run fit-needs`: fits the two regressions that find the needs of a request, on the requests of
 * `evaluation/subject/needs.json`. Prints how many requests get their number of needs, by cross-validation.
 *   --write   keeps the weights in src/domain/request/need-weights.json
 */
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { semanticText } from '../src/application/recommend/understand-request.ts';
import { logitOf } from '../src/domain/matching/linear-head.ts';
import { createRequestExpansion } from '../src/domain/matching/synonyms.ts';
import {
  announcesSeveral,
  CUT_FEATURES,
  cutFeatures,
  findNeeds,
  keepTelling,
  type NeedWeights,
  type ReadSegment,
  splitSegments,
  TELLING_FEATURES,
  tellingFeatures,
} from '../src/domain/request/find-needs.ts';
import { type Example, fitLogistic } from './logistic-fit.ts';
import { present, runFit } from './run-fit.ts';
import { readNeeds, readSingleNeeds } from './subject/read-questions.ts';

const WEIGHTS_FILE = new URL('../src/domain/request/need-weights.json', import.meta.url);
const FOLDS = 10;
const THRESHOLDS = { telling: 0.5, cut: 0.4 };

interface Written {
  readonly text: string;
  readonly segments: readonly ReadSegment[];
  /** Position of the need that each segment tells; null for none. */
  readonly told: readonly (number | null)[];
  readonly needCount: number;
  /** False when the whole text is the need: what tells it is not marked. */
  readonly isMarked: boolean;
}

/** Returns the need that shares at least half of the shorter of the two with a segment. */
function needOf(segment: ReadSegment, needs: readonly { readonly start: number; readonly end: number }[]) {
  const found = needs.findIndex(({ start, end }) => {
    const shared = Math.min(segment.end, end) - Math.max(segment.start, start);
    return shared >= Math.min(segment.end - segment.start, end - start) / 2;
  });
  return found === -1 ? null : found;
}

async function readWritten({ embedder, thesaurus }: RecommendDependencies): Promise<readonly Written[]> {
  const expand = createRequestExpansion(thesaurus.groups);
  const written: Written[] = [];
  const single = (await readSingleNeeds()).map((text) => ({ text, needs: [text] }));
  for (const { text, needs } of [...(await readNeeds()), ...single]) {
    const segments: ReadSegment[] = [];
    for (const segment of splitSegments(text)) {
      const embedding = await embedder.embedQuery(semanticText(segment.text, expand(segment.text)));
      segments.push({
        ...segment,
        embedding,
        subject: logitOf(embedding, embedder.calibration.heads.subject),
      });
    }
    let from = 0;
    const spans = needs.map((need) => {
      const start = text.indexOf(need, from);
      from = start;
      return { start, end: start + need.length };
    });
    written.push({
      text,
      segments,
      told: segments.map((one) => needOf(one, spans)),
      needCount: needs.length,
      isMarked: needs[0] !== text,
    });
  }
  return written;
}

function tellingExamples({ segments, told }: Written): readonly Example[] {
  return segments.map((segment, position) => {
    const features = tellingFeatures(segment, position, segments);
    return {
      features: TELLING_FEATURES.map((name) => features[name]),
      positive: told[position] !== null,
    };
  });
}

function cutExamples(
  { segments, told, isMarked }: Written,
  weights: NeedWeights['telling'],
): readonly Example[] {
  const announced = announcesSeveral(segments);
  const kept = new Set(isMarked ? segments : keepTelling(segments, weights));
  const telling = segments.flatMap((segment, position) => {
    const need = told[position] ?? null;
    return need === null || !kept.has(segment) ? [] : [{ segment, need }];
  });
  return telling.flatMap(({ segment, need }, position) => {
    const before = telling[position - 1];
    if (before === undefined) return [];
    const features = cutFeatures(before.segment, segment, announced);
    return [{ features: CUT_FEATURES.map((name) => features[name]), positive: need !== before.need }];
  });
}

function fitNeedWeights(written: readonly Written[]): NeedWeights {
  const marked = written.filter(({ isMarked }) => isMarked);
  const telling = {
    ...present(TELLING_FEATURES, fitLogistic(marked.flatMap(tellingExamples))),
    threshold: THRESHOLDS.telling,
  };
  const cut = fitLogistic(written.flatMap((one) => cutExamples(one, telling)));
  return {
    telling,
    cut: { ...present(CUT_FEATURES, cut), threshold: THRESHOLDS.cut },
  };
}

/** Prints the requests with the right number of needs, each fold with the weights fitted on the others. */
function crossValidate(written: readonly Written[]): void {
  const right = { one: 0, several: 0 };
  const total = { one: 0, several: 0 };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = fitNeedWeights(written.filter((_, index) => index % FOLDS !== fold));
    for (const { text, segments, needCount } of written.filter((_, index) => index % FOLDS === fold)) {
      const kind = needCount === 1 ? 'one' : 'several';
      total[kind] += 1;
      const found = findNeeds(text, segments, weights);
      if (found.length === needCount) right[kind] += 1;
      else console.log(`  ${needCount} → ${found.map((need) => `« ${need.text} »`).join(' | ')}`);
    }
  }
  console.log(
    `un besoin : ${right.one} sur ${total.one} ; plusieurs : ${right.several} sur ${total.several}`,
  );
}

await runFit(async (dependencies) => {
  const written = await readWritten(dependencies);
  crossValidate(written);
  return { ...fitNeedWeights(written) };
}, WEIGHTS_FILE);
