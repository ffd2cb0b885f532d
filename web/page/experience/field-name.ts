import { capitalise, FIELD_LABELS } from '../../../src/domain/french/labels.ts';
import type { Fiche, TerritoryKind } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

/** Register of the official code of a territory. */
export function codeName(kind: TerritoryKind): 'INSEE' | 'SIREN' {
  return kind === 'epci' || kind === 'ept' ? 'SIREN' : 'INSEE';
}

const PLAIN_FIELDS: Readonly<Record<string, string>> = {
  title: FIELD_LABELS.title,
  summary: FIELD_LABELS.summary,
  setting: FIELD_LABELS.setting,
  year: FIELD_LABELS.year,
};

/** Name of each item of a list field, as the fiche shows it; null for any other field. */
function itemsOf(field: string, { territories, themes, levers, actors, figures }: Fiche) {
  switch (field) {
    case 'territories':
      return { what: 'Territoire', names: territories.map(({ name }) => name) };
    case 'themes':
      return { what: 'Thème', names: themes.map(({ label }) => label) };
    case 'levers':
      return { what: 'Levier', names: levers.map(({ label }) => label) };
    case 'actors':
      return { what: 'Acteur', names: actors };
    case 'figures':
      return { what: 'Chiffre', names: figures.map(({ label }) => label) };
    default:
      return null;
  }
}

/**
 * French name of a field of the fiche: « Année », « Levier : Mise à disposition de locaux ».
 * @param pointer JSON pointer, `/year` or `/levers/0`; returned as it is when its field is unknown
 */
export function fieldNameOf(pointer: string, fiche: Fiche): string {
  const [, field = '', index = ''] = pointer.split('/');
  const plain = PLAIN_FIELDS[field];
  if (plain !== undefined) return capitalise(plain);
  const items = itemsOf(field, fiche);
  if (items === null) return pointer;
  const name = items.names[Number(index)];
  return name === undefined ? items.what : `${items.what}\u00a0: ${typeset(name)}`;
}
