import { joinWithAnd } from '../../../src/domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import type { Experience, Label } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

type Placed = Pick<Experience, 'territories'>;

function commonLabels(a: readonly Label[], b: readonly Label[]): readonly string[] {
  return a.filter(({ id }) => b.some((other) => other.id === id)).map(({ label }) => typeset(label));
}

function say(singular: string, plural: string, labels: readonly string[]): readonly string[] {
  if (labels.length === 0) return [];
  return [`${labels.length < 2 ? singular : plural}\u00a0: ${joinWithAnd(labels)}`];
}

function commonNames(a: Placed, b: Placed, level: 'department' | 'region'): readonly string[] {
  const names = (placed: Placed) => placed.territories.flatMap(({ [level]: place }) => place?.name ?? []);
  const others = names(b);
  return [...new Set(names(a))].filter((name) => others.includes(name));
}

function commonPlace(a: Placed, b: Placed): readonly string[] {
  const departments = commonNames(a, b, 'department');
  if (departments.length > 0) return say('Même département', 'Mêmes départements', departments);
  return say('Même région', 'Mêmes régions', commonNames(a, b, 'region'));
}

function commonKind(a: Placed, b: Placed): readonly string[] {
  const kinds = b.territories.map(({ kind }) => kind);
  const common = a.territories.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
  const labels = [...new Set(common)].map((kind) => KIND_LABELS[kind]);
  return say('Même type de territoire', 'Mêmes types de territoire', labels);
}

function commonSetting({ setting }: Experience, other: Experience): readonly string[] {
  if (setting === null || setting !== other.setting) return [];
  return [`Même contexte\u00a0: ${SETTING_LABELS[setting]}`];
}

/** Traits that two experiences share, in words; empty when only their stories are alike. */
export function sharedTraits(a: Experience, b: Experience): readonly string[] {
  return [
    ...say('Thème commun', 'Thèmes communs', commonLabels(a.themes, b.themes)),
    ...say('Levier commun', 'Leviers communs', commonLabels(a.levers, b.levers)),
    ...commonSetting(a, b),
    ...commonKind(a, b),
    ...commonPlace(a, b),
  ];
}
