import type { FindTerritories } from '../../application/browse/territories.ts';
import { describeAlias } from '../../domain/french/describe-territory.ts';
import { countNoun } from '../../domain/french/formats.ts';
import { KIND_LABELS, SETTING_LABELS } from '../../domain/french/labels.ts';
import { bold, hang, wrap } from './layout.ts';

type TerritoryView = ReturnType<FindTerritories>[number];

/** A SIREN is the longest code. */
const CODE_WIDTH = 11;

function describe({ territory, setting }: TerritoryView): string {
  const { kind, department, populationCount } = territory;
  return [
    KIND_LABELS[kind],
    department?.name ?? '',
    populationCount === null ? '' : countNoun(populationCount, 'habitant', 'habitants'),
    setting === null ? '' : SETTING_LABELS[setting],
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function printTerritory(view: TerritoryView): readonly string[] {
  const { territory, matchedAlias, matchedAs } = view;
  const note =
    matchedAs === null || matchedAlias === null
      ? []
      : hang(' '.repeat(CODE_WIDTH), describeAlias(matchedAs, matchedAlias, territory.name));
  return [
    ...hang(territory.code.padEnd(CODE_WIDTH), territory.name).map(bold),
    ...hang(' '.repeat(CODE_WIDTH), describe(view)),
    ...note,
  ];
}

export function printTerritories(found: readonly TerritoryView[]): readonly string[] {
  if (found.length === 0) {
    return [
      bold('Aucun territoire ne ressemble à ce nom.'),
      'Essayez un autre mot du nom, le code postal, le code INSEE ou le SIREN.',
    ];
  }
  return [
    ...found.flatMap((view) => printTerritory(view)),
    '',
    ...wrap('Rural, périurbain, urbain ou mixte : c’est déduit de la population et de l’intercommunalité.'),
  ];
}
