import type { CostRange } from '../experience/cost-ranges.ts';
import { formatNumber } from './formats.ts';
import { FIGURE_ROLE_LABELS, PERIOD_LABELS } from './labels.ts';

/** Shown in place of orders of magnitude; a sentence. */
export const TOO_FEW_FIGURES = 'Trop peu de chiffres comparables pour donner un ordre de grandeur.';

/** Writes « Part payée par la collectivité : de 6 000 à 55 000 € par an, selon 5 expériences ». */
export function describeCostRange({ role, period, lowest, highest, experiences }: CostRange): string {
  const amount =
    lowest === highest ? formatNumber(lowest) : `de ${formatNumber(lowest)} à ${formatNumber(highest)}`;
  const measure = `${amount}\u00a0€${period === null ? '' : ` ${PERIOD_LABELS[period]}`}`;
  return `${FIGURE_ROLE_LABELS[role]} : ${measure}, selon ${experiences.length} expériences`;
}
