import { foldName } from '../../../domain/territory/fold-name.ts';
import type { RegisteredTerritory } from '../../../domain/territory/territory.ts';
import type { Gazetteer } from '../../../ports/gazetteer.ts';
import type { Mention } from './mention.ts';

/** Optional words of EPCI names: « Grand Albigeois » is the CA de l'Albigeois. */
const CHANGING: ReadonlySet<string> = new Set([
  ...['grand', 'pays', 'communaute', 'agglo', 'agglomeration', 'metropole', 'vals', 'haut', 'haute'],
  ...['sud', 'nord', 'monts', 'coeur', 'terres', 'portes', 'rives'],
]);
const SHORTEST_WORD = 4;
const DEPTH = 20;

function tellingWords(name: string): readonly string[] {
  return foldName(name)
    .core.split(' ')
    .filter((word) => word.length >= SHORTEST_WORD && !CHANGING.has(word));
}

/** Tells whether each word is in the name, or in the département's: « Crêtes des Ardennes ». */
function answers(words: readonly string[], { name, department }: RegisteredTerritory): boolean {
  const own = tellingWords(name);
  const around = tellingWords(department?.name ?? '');
  return (
    words.some((word) => own.includes(word)) &&
    words.every((word) => own.includes(word) || around.includes(word))
  );
}

/**
 * Finds the only EPCI of the register with nearly this name, or null: official names change, and texts
 * shorten them. Never for a commune, whose near names are other communes.
 */
export function findNamesake(mention: Mention, gazetteer: Gazetteer): RegisteredTerritory | null {
  if (mention.unregisteredKind !== 'epci') return null;
  const words = tellingWords(mention.name);
  const found = new Set(
    words
      .flatMap((word) => gazetteer.search(`communauté ${word}`, DEPTH))
      .map(({ territory }) => territory)
      .filter((territory) => territory.kind === 'epci' && answers(words, territory)),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}
