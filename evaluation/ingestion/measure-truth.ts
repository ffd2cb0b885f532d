import type { Resource, ResourceExtraction } from '../../src/domain/resource/resource.ts';
import type { ResourceExtractor } from '../../src/ingestion/extract/experience-extractor.ts';
import { UnreadableDocument } from '../../src/ingestion/read/common/read-item.ts';
import {
  figuresOfAll,
  MEASURES,
  type Measure,
  type Measures,
  measureExtraction,
  sumMeasures,
} from './measure-extraction.ts';
import type { Figures } from './tally.ts';
import type { Truth } from './truth.ts';

/** Least confidence of a published experience, and of one that is worth an editor's look. */
export const THRESHOLDS = { publish: 0.5, queue: 0.12 } as const;
type Threshold = keyof typeof THRESHOLDS;
const THRESHOLD_NAMES = ['publish', 'queue'] as const satisfies readonly Threshold[];

interface MeasuredPage {
  readonly page: string;
  readonly group: string | null;
  /** Reason why the reader refused the page; all of it is then missed. */
  readonly refused: string | null;
  readonly measures: Readonly<Record<Threshold, Measures>>;
}

interface Summary {
  readonly pageCount: number;
  readonly figures: Readonly<Record<Threshold, Readonly<Record<Measure, Figures>>>>;
}

interface Miss {
  readonly page: string;
  readonly group: string | null;
  readonly threshold: Threshold;
  readonly measure: Measure;
  readonly kind: 'missed' | 'wrong';
  readonly what: string;
}

/** Measures of a truth file, as `--json` writes them. */
export interface TruthReport {
  readonly thresholds: typeof THRESHOLDS;
  readonly overall: Summary;
  readonly groups: Readonly<Record<string, Summary>>;
  readonly refused: readonly { readonly page: string; readonly reason: string }[];
  readonly misses: readonly Miss[];
}

/** An experience without confidence counts as certain. */
function confidenceOf(experience: object): number {
  return 'confidence' in experience && typeof experience.confidence === 'number' ? experience.confidence : 1;
}

/** Keeps the experiences that have at least this confidence. */
export function keepAbove(extraction: ResourceExtraction, least: number): ResourceExtraction {
  const experiences = extraction.experiences.filter((experience) => confidenceOf(experience) >= least);
  return { ...extraction, experiences };
}

export interface MeasuringTools {
  /** @throws UnreadableDocument the reason why the page is refused */
  readonly readPage: (path: string) => Promise<readonly Resource[]>;
  readonly extractor: ResourceExtractor;
}

/** Returns the resources of a page, or the reason why it was refused. */
async function readOrRefuse(
  path: string,
  { readPage }: MeasuringTools,
): Promise<{ readonly resources: readonly Resource[]; readonly refused: string | null }> {
  try {
    return { resources: await readPage(path), refused: null };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { resources: [], refused: error.message };
  }
}

async function measurePage(truth: Truth, tools: MeasuringTools): Promise<MeasuredPage> {
  const { resources, refused } = await readOrRefuse(truth.page, tools);
  const extractions: ResourceExtraction[] = [];
  for (const resource of resources) extractions.push(await tools.extractor.extract(resource));
  const at = (threshold: Threshold) =>
    measureExtraction(
      truth,
      extractions.map((extraction) => keepAbove(extraction, THRESHOLDS[threshold])),
    );
  const measures = { publish: at('publish'), queue: at('queue') };
  return { page: truth.page, group: truth.group ?? null, refused, measures };
}

function summarise(pages: readonly MeasuredPage[]): Summary {
  const at = (threshold: Threshold) =>
    figuresOfAll(sumMeasures(pages.map(({ measures }) => measures[threshold])));
  return { pageCount: pages.length, figures: { publish: at('publish'), queue: at('queue') } };
}

function listMisses({ page, group, measures }: MeasuredPage): readonly Miss[] {
  return THRESHOLD_NAMES.flatMap((threshold) =>
    MEASURES.flatMap((measure) =>
      (['missed', 'wrong'] as const).flatMap((kind) =>
        measures[threshold][measure][kind].map((what) => ({ page, group, threshold, measure, kind, what })),
      ),
    ),
  );
}

/** Measures pages against their truth, overall and by group, at both thresholds. */
export async function measureTruths(truths: readonly Truth[], tools: MeasuringTools): Promise<TruthReport> {
  const pages: MeasuredPage[] = [];
  for (const truth of truths) pages.push(await measurePage(truth, tools));
  const groups = [...new Set(pages.flatMap(({ group }) => group ?? []))].sort();
  return {
    thresholds: THRESHOLDS,
    overall: summarise(pages),
    groups: Object.fromEntries(
      groups.map((name) => [name, summarise(pages.filter(({ group }) => group === name))]),
    ),
    refused: pages.flatMap(({ page, refused }) => (refused === null ? [] : [{ page, reason: refused }])),
    misses: pages.flatMap(listMisses),
  };
}
