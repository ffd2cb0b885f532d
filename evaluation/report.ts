import Table from 'cli-table3';
import { type Answered, experienceIds, type Measures } from './measure.ts';
import { type Estimate, ndcg, relevantIds } from './metrics.ts';

function figure({ mean, low, high, count }: Estimate): readonly string[] {
  return [mean.toFixed(3), `[${low.toFixed(3)} ; ${high.toFixed(3)}]`, String(count)];
}

/** The measures as a table that a person reads. */
export function formatMeasures({ experiences, levers, abstention }: Measures): string {
  const table = new Table({
    head: ['mesure', 'moyenne', 'intervalle à 95 %', 'requêtes'],
    style: { head: [], border: [] },
  });
  for (const [name, value] of Object.entries(experiences))
    table.push([`expériences ${name}`, ...figure(value)]);
  for (const [name, value] of Object.entries(levers)) table.push([`leviers ${name}`, ...figure(value)]);
  const refused = abstention.falseAbstentions;
  return [
    table.toString(),
    `hors sujet écartées : ${abstention.offTopicCaught}/${abstention.offTopicCount}`,
    `écartées à tort : ${refused.length}${refused.length === 0 ? '' : ` (${refused.join(', ')})`}`,
  ].join('\n');
}

/** For each request, worst first: what was expected, what came, and the account of each score. */
export function formatDetails(answered: readonly Answered[]): string {
  return answered
    .filter(({ judged }) => relevantIds(judged.grades).size > 0)
    .map((entry) => ({ entry, value: ndcg(experienceIds(entry), entry.judged.grades, 5) }))
    .sort((a, b) => a.value - b.value)
    .map(({ entry, value }) => formatRequest(entry, value))
    .join('\n\n');
}

function formatRequest({ judged, answer }: Answered, value: number): string {
  const found = answer.experiences.slice(0, 8).map(({ rank, experience, breakdown }) => {
    const account = breakdown.contributions
      .map(({ criterion, contribution }) => `${criterion} ${contribution.toFixed(3)}`)
      .join(', ');
    const grade = judged.grades.get(experience.id) ?? 0;
    return `  ${rank}. [${grade}] ${experience.id} ${breakdown.score.toFixed(3)} (${account})`;
  });
  const shown = new Set(answer.experiences.slice(0, 8).map(({ experience }) => experience.id));
  const missed = [...judged.grades]
    .filter(([id, grade]) => grade >= 1.5 && !shown.has(id))
    .map(([id, grade]) => {
      const place = answer.experiences.find(({ experience }) => experience.id === id);
      return `  manque [${grade}] ${id}${place === undefined ? '' : ` (rang ${place.rank})`}`;
    });
  const levers = answer.levers.map(({ lever }) => `${judged.levers.has(lever.id) ? '+' : ''}${lever.id}`);
  return [
    `${judged.id} nDCG@5 ${value.toFixed(3)} ${answer.status} — ${judged.priorities}`,
    ...found,
    ...missed,
    `  leviers : ${levers.join(', ')}`,
  ].join('\n');
}
