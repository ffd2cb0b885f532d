/**
 * `npm run ablate`: measures the worth of each part of the ranking. Removes one part at a time, fits the weights again
 * without it, and cross-validates by hand on the requests to learn from.
 *   --write-readme   writes the table into README.md
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RecommendDependencies } from '../src/application/recommend/recommend.ts';
import { CRITERION_LABELS } from '../src/domain/french/labels.ts';
import { EXPERIENCE_CRITERIA } from '../src/domain/matching/weights.ts';
import { formatDifference, formatProbability, formatValue, MEASURE_LABELS } from './figures.ts';
import { leavingOut } from './left-out.ts';
import { createMatchOnce } from './match-once.ts';
import {
  estimateRanking,
  isRanked,
  type RankingMeasure,
  type RankingValues,
  rankingValues,
} from './measure.ts';
import { openService } from './open-service.ts';
import { replaceSection, toMarkdown } from './readme.ts';
import { drawTable } from './report.ts';
import { readSet } from './requests.ts';
import { comparePaired } from './significance.ts';
import type { FigureTable } from './tables.ts';
import { crossValidate, type Feature, type Taught, teach } from './usefulness.ts';

/** The ranking without one part. */
interface Ablation {
  readonly part: string;
  readonly dependencies?: (whole: RecommendDependencies) => RecommendDependencies;
  readonly left?: Feature;
}

const unlabelled = <T extends { readonly label: string }>(entries: readonly T[]) =>
  entries.map((entry) => ({ ...entry, label: '' }));

const ABLATIONS: readonly Ablation[] = [
  ...EXPERIENCE_CRITERIA.map((criterion) => ({
    part: `critère : ${CRITERION_LABELS[criterion]}`,
    left: criterion,
  })),
  {
    part: 'sigles et synonymes du domaine',
    dependencies: (whole) => ({ ...whole, thesaurus: { ...whole.thesaurus, groups: [] } }),
  },
  {
    part: 'libellés des thèmes et leviers choisis, dans la question',
    dependencies: (whole) => ({
      ...whole,
      taxonomy: {
        ...whole.taxonomy,
        themes: unlabelled(whole.taxonomy.themes),
        levers: unlabelled(whole.taxonomy.levers),
      },
    }),
  },
];

const MEASURED: readonly RankingMeasure[] = ['ndcg@5', 'recall@10', 'mrr'];
type Values = ReadonlyMap<string, RankingValues>;

function describe(part: string, values: Values, whole: Values): readonly string[] {
  const measures = estimateRanking([...values.values()]);
  const cells = MEASURED.flatMap((measure) => {
    const { difference, pValue } = comparePaired(
      [...values].flatMap(([id, without]) => {
        const reference = whole.get(id);
        return reference === undefined ? [] : [[without[measure], reference[measure]] as const];
      }),
    );
    const gap = values === whole ? '—' : `${formatDifference(difference)} (${formatProbability(pValue)})`;
    return [formatValue(measures[measure].mean), gap];
  });
  return [part, ...cells];
}

const { values: options } = parseArgs({ options: { 'write-readme': { type: 'boolean', default: false } } });
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const judged = (await readSet('learning')).filter(isRanked);
const service = await openService('evaluation');
try {
  const measure = (requests: readonly Taught[], left?: Feature): Values =>
    new Map(
      crossValidate(requests, left).map(({ request: { id, grades }, predicted }) => [
        id,
        rankingValues(
          predicted.map((experience) => experience.id),
          grades,
        ),
      ]),
    );
  const teachWith = (dependencies: RecommendDependencies) =>
    teach(judged, leavingOut(dependencies, createMatchOnce));
  const taught = await teachWith(service.recommendDependencies);
  const run = async ({ dependencies, left }: Omit<Ablation, 'part'>) =>
    measure(
      dependencies === undefined ? taught : await teachWith(dependencies(service.recommendDependencies)),
      left,
    );
  const whole = await run({});
  const rows = [describe('rien : le service entier', whole, whole)];
  for (const ablation of ABLATIONS) {
    rows.push(describe(ablation.part, await run(ablation), whole));
    process.stderr.write(`${ablation.part}\n`);
  }
  const table: FigureTable = {
    title: 'Ce qu’apporte chaque partie (validation croisée ; écart quand on la retire, et p)',
    head: ['retiré', ...MEASURED.flatMap((measure) => [MEASURE_LABELS[measure], 'écart (p)'])],
    rows,
  };
  console.log(drawTable(table));
  if (options['write-readme']) await replaceSection(here('README.md'), 'ablation', toMarkdown(table));
} finally {
  await service.close();
}
