import { labelOf } from '../../application/recommend/phrase-reasons.ts';
import { formatNumber } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../domain/french/labels.ts';
import type { Taxonomy } from '../taxonomy.ts';

const LABELS: Readonly<Record<string, string>> = {
  ...KIND_LABELS,
  ...SETTING_LABELS,
  public: 'ouvert à tous',
  members: 'réservé aux membres',
};

/** Writes the value of a field on one line, with the labels of its codes: « Redon, commune, 35236 ; Rennes, … ». */
export function describeFieldValue(value: unknown, taxonomy: Taxonomy): string {
  if (value === null) return 'rien';
  if (Array.isArray(value)) return value.map((item) => describeFieldValue(item, taxonomy)).join(' ; ');
  if (typeof value !== 'object') {
    return LABELS[String(value)] ?? labelOf(String(value), [...taxonomy.themes, ...taxonomy.levers]);
  }
  const parts = Object.values(value).filter((part) => part !== null && part !== '');
  return parts
    .map((part) => (typeof part === 'number' ? formatNumber(part) : describeFieldValue(part, taxonomy)))
    .join(', ');
}
