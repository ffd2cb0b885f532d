import Table from 'cli-table3';
import type { ExperienceResult, LeverResult } from '../src/application/recommend/recommendation.ts';
import { type Breakdown, EXPERIENCE_CRITERIA, LEVER_CRITERIA } from '../src/domain/matching/weights.ts';
import { formatValue } from './figures.ts';
import { isRanked, rankingValues } from './measure.ts';
import { precision } from './metrics.ts';
import { type Answered, experienceIds } from './served.ts';

/** Most results shown of a request. */
const SHOWN = 10;

const BORDERLESS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

function drawRows(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true, 'padding-left': 1, 'padding-right': 0 },
    chars: BORDERLESS,
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** Writes each criterion as «contribution (value)»: the contributions of a row sum to its score. */
function accountFor<C extends string>(
  criteria: readonly C[],
  { contributions }: Breakdown<C>,
): readonly string[] {
  return criteria.map((criterion) => {
    const line = contributions.find((candidate) => candidate.criterion === criterion);
    return line === undefined ? '' : `${line.contribution.toFixed(2)} (${line.value.toFixed(2)})`;
  });
}

/** Returns the criteria that apply to at least one result, in the given order. */
function appliedCriteria<C extends string>(all: readonly C[], breakdowns: readonly Breakdown<C>[]) {
  const applied = new Set(breakdowns.flatMap((b) => b.contributions.map(({ criterion }) => criterion)));
  return all.filter((criterion) => applied.has(criterion));
}

function drawExpected({ judged, answer }: Answered): string {
  const rows = [...judged.grades]
    .sort(([, a], [, b]) => b - a)
    .map(([id, grade]) => {
      const found = answer.experiences.find(({ experience }) => experience.id === id);
      return [String(grade), found === undefined ? '—' : String(found.rank), id];
    });
  return drawRows(['note', 'rang', 'attendu'], rows);
}

function drawExperiences({ judged }: Answered, shown: readonly ExperienceResult[]): string {
  const breakdowns = shown.map(({ breakdown }) => breakdown);
  const criteria = appliedCriteria(EXPERIENCE_CRITERIA, breakdowns);
  const rows = shown.map(({ rank, experience, breakdown }) => [
    String(rank),
    String(judged.grades.get(experience.id) ?? 0),
    breakdown.score.toFixed(3),
    ...accountFor(criteria, breakdown),
    experience.id,
  ]);
  return drawRows(['rang', 'note', 'score', ...criteria, 'venu'], rows);
}

function drawLevers({ judged }: Answered, levers: readonly LeverResult[]): string {
  const criteria = appliedCriteria(
    LEVER_CRITERIA,
    levers.map(({ breakdown }) => breakdown),
  );
  const rows = levers.map(({ rank, lever, breakdown, caseCount }) => [
    String(rank),
    judged.levers.has(lever.id) ? 'oui' : '',
    breakdown.score.toFixed(3),
    ...accountFor(criteria, breakdown),
    String(caseCount),
    lever.id,
  ]);
  return drawRows(['rang', 'attendu', 'score', ...criteria, 'cas', 'levier venu'], rows);
}

function describeRequest({ judged }: Answered): string {
  const { territory, themes, levers } = judged.request;
  const chosen = (ids: readonly string[]) => (ids.length === 0 ? 'aucun' : ids.join(', '));
  return [
    `« ${judged.priorities} »`,
    `${territory?.name} (${territory?.kind}, ${territory?.setting ?? 'cadre inconnu'}) ; thèmes : ${chosen(themes)} ; leviers : ${chosen(levers)}`,
  ].join('\n');
}

function formatHeading(entry: Answered): string {
  const { judged, answer } = entry;
  const parts = [`${judged.id} (${judged.sort ?? judged.kind})`, `réponse : ${answer.status}`];
  if (isRanked(judged)) {
    const values = rankingValues(experienceIds(entry), judged.grades);
    parts.push(
      `nDCG@5 ${formatValue(values['ndcg@5'])}`,
      `rappel@10 ${formatValue(values['recall@10'])}`,
      `rang réciproque ${formatValue(values.mrr)}`,
    );
  }
  if (judged.levers.size > 0) {
    const ids = answer.levers.map(({ lever }) => lever.id);
    parts.push(`précision@3 des leviers ${formatValue(precision(ids, judged.levers, 3))}`);
  }
  return `── ${parts.join(' · ')}`;
}

function formatEntry(entry: Answered): string {
  const { judged, answer } = entry;
  const shown = answer.experiences.slice(0, SHOWN);
  const missed = [...judged.levers].filter((id) => !answer.levers.some(({ lever }) => lever.id === id));
  return [
    formatHeading(entry),
    describeRequest(entry),
    ...(judged.grades.size > 0 ? ['', drawExpected(entry)] : []),
    ...(shown.length > 0 ? ['', drawExperiences(entry, shown)] : []),
    ...(answer.levers.length > 0 ? ['', drawLevers(entry, answer.levers)] : []),
    ...(missed.length > 0 ? [`leviers attendus qui ne sont pas venus : ${missed.join(', ')}`] : []),
  ].join('\n');
}

/**
 * Writes for each request the expected experiences with their ranks, the results, and each criterion of each score;
 * lowest nDCG@5 first, requests that do not count for the ranking at the end.
 */
export function formatDetails(answered: readonly Answered[]): string {
  const order = (entry: Answered) =>
    isRanked(entry.judged) ? rankingValues(experienceIds(entry), entry.judged.grades)['ndcg@5'] : 2;
  return answered
    .toSorted((a, b) => order(a) - order(b))
    .map((entry) => formatEntry(entry))
    .join('\n\n');
}
