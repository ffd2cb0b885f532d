import { MEASURES, type Measure } from './measure-extraction.ts';
import type { Figures } from './tally.ts';

const LABELS: Readonly<Record<Measure, string>> = {
  resources: 'ressources',
  privacy: 'confidentialité',
  titles: 'titres',
  dates: 'dates',
  experiences: 'expériences',
  territories: 'territoires',
  levers: 'leviers',
  themes: 'thèmes',
  years: 'années',
};

/** Returns the French name of a measure. */
export function labelOf(measure: Measure): string {
  return LABELS[measure];
}

/** Prints a row for each measure that counted something. */
export function printFigures(title: string, figures: Readonly<Record<Measure, Figures>>): void {
  const decimal = (value: number) => value.toFixed(3).replace('.', ',').padStart(9);
  console.log(`\n${title.padEnd(46)}précision   rappel       F1   justes  manqués  en trop`);
  for (const name of MEASURES) {
    const { right, missed, wrong, ...rates } = figures[name];
    if (right + missed + wrong === 0) continue;
    const counts = [right, missed, wrong].map((count) => String(count).padStart(9));
    const cells = [rates.precision, rates.recall, rates.f1].map(decimal);
    console.log(`  ${LABELS[name].padEnd(44)}${cells.join('')}${counts.join('')}`);
  }
}
