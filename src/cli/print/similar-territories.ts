import type { SimilarTerritories } from '../../application/browse/territories.ts';
import {
  describeDifferences,
  describeStanding,
  nameResemblance,
  RESEMBLANCE_LIMITS,
} from '../../domain/french/describe-standing.ts';
import { describeTerritory, toSuggestion } from '../../domain/french/describe-territory.ts';
import { joinWithAnd } from '../../domain/french/formats.ts';
import { capitalise } from '../../domain/french/labels.ts';
import { bold, hang, wrap } from './layout.ts';

type SimilarTerritory = SimilarTerritories['similar'][number];

function printOne({ view, standing, experiences }: SimilarTerritory, asked: SimilarTerritories['asked']) {
  const differences = describeDifferences(asked, standing).map(({ text }) => text);
  return [
    ...hang('  ', describeTerritory(toSuggestion(view.territory))).map(bold),
    ...hang('    ', `${differences.join(' ; ')}.`),
    ...experiences.flatMap(({ title, id }) => hang('    • ', `${title} (${id})`)),
  ];
}

export function printSimilarTerritories(found: SimilarTerritories): readonly string[] {
  const { view, asked, similar, withExperience, sameEpci } = found;
  const section = (title: string, list: readonly SimilarTerritory[]) =>
    list.length === 0 ? [] : ['', bold(title), ...list.flatMap((entry) => printOne(entry, asked))];
  const features = describeStanding(asked).map(({ text }) => text);
  return [
    bold(describeTerritory(toSuggestion(view.territory))),
    ...wrap(`${capitalise(joinWithAnd(features))}.`),
    ...section(`${capitalise(nameResemblance(view.territory.kind))}, avec une expérience`, withExperience),
    ...section(capitalise(nameResemblance(view.territory.kind)), similar),
    ...section('Dans la même intercommunalité', sameEpci),
    '',
    ...wrap(RESEMBLANCE_LIMITS),
  ];
}
