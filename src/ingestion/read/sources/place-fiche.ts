import type { ExperienceTerritory } from '../../../domain/experience/experience.ts';
import { MOST_NAMESAKES, meantTerritories } from '../../../domain/territory/meant-territories.ts';
import type { RegisteredTerritory } from '../../../domain/territory/territory.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Gazetteer } from '../../../ports/gazetteer.ts';
import type { ImportItem } from '../../../ports/import-reader.ts';
import { type NamedPlace, noteItem, type ReadItem } from '../common/read-item.ts';

export type TerritoryRegister = Pick<Gazetteer, 'findByCode' | 'search'>;
type Place = Pick<ExperienceTerritory, 'name' | 'kind' | 'code' | 'populationCount'>;

const IN_BRACKETS = /^(.*?)\s*\(\s*([^()]*?)\s*\)\s*$/;
/** « Pays de Langres » has no code: its name alone tells it. */
const PAYS = /^(?:pays|petr|pole d'equilibre)\b/;

/**
 * Gives the fiche of a row its territories, and says which of its places the register does not settle: a person then
 * completes the fiche before anyone reads it.
 */
export function placeFiche(
  item: Extract<ReadItem, { kind: 'unplaced-fiche' }>,
  register: TerritoryRegister,
): readonly ImportItem[] {
  const found = item.places.map((place) => ({ place, ...findPlace(place, register) }));
  const territories = found.flatMap(({ territory }) => territory ?? []);
  const notes = found.flatMap(({ place, problem }): ImportItem[] => {
    if (problem === null) return [];
    const name = `« ${place.name || place.code} », de la fiche « ${item.fiche.draft.id} »,`;
    const detail =
      problem === 'territory-ambiguous'
        ? `${name} peut désigner plusieurs territoires : ajoutez son code INSEE ou son SIREN.`
        : `${name} n’est pas dans le registre des territoires : vérifiez le nom, ou donnez le code INSEE ou le SIREN.`;
    return [noteItem(problem, detail, { line: item.line })];
  });
  const { status } = item.fiche;
  const draft = { ...item.fiche.draft, territories };
  return [{ ...item.fiche, draft, status: notes.length > 0 ? 'proposed' : status }, ...notes];
}

interface Found {
  readonly territory: Place | null;
  readonly problem: 'territory-ambiguous' | 'territory-unknown' | null;
}

function findPlace({ name, code }: NamedPlace, register: TerritoryRegister): Found {
  const [, bare = name, hint = ''] = IN_BRACKETS.exec(name) ?? [];
  const told = code ?? /^[\w ]*?(\d[\dAB]{4}|\d{9})$/.exec(hint)?.[1] ?? null;
  if (told !== null) {
    // A spreadsheet drops the first zero of a code.
    const digits = told.replace(/\s/g, '');
    const coded = register.findByCode(digits.length === 4 ? `0${digits}` : digits);
    const named = coded.filter((one) => one.name === bare);
    const territory = coded.length === 1 ? coded[0] : named[0];
    if (territory !== undefined) return { territory: toPlace(territory), problem: null };
    if (name === '') return { territory: null, problem: 'territory-unknown' };
  }
  // A usual name is a guess: « pays de Langres » may be a pays, and not the EPCI of Langres.
  const matches = register.search(bare, MOST_NAMESAKES).filter(({ matchedAs }) => matchedAs !== 'usual-name');
  const candidates = meantTerritories(name, matches);
  const [only] = candidates;
  if (only === undefined) {
    const isPays = PAYS.test(fold(bare));
    const pays: Place = { name: bare, kind: 'pays', code: null, populationCount: null };
    return isPays ? { territory: pays, problem: null } : { territory: null, problem: 'territory-unknown' };
  }
  if (candidates.length === 1) return { territory: toPlace(only), problem: null };
  return { territory: null, problem: 'territory-ambiguous' };
}

function toPlace({ name, kind, code }: RegisteredTerritory): Place {
  return { name, kind, code, populationCount: null };
}
