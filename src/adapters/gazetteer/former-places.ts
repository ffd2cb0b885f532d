import { z } from 'zod';
import type { AliasKind } from '../../domain/territory/territory.ts';
import lines from './former-names.json' with { type: 'json' };
import type { CommuneRecord } from './official-records.ts';

/** Code of a present territory, a former name of it or of a commune that it replaced, and a former SIREN or null. */
export type FormerName = readonly [present: string, name: string, formerSiren: string | null];

const schema: z.ZodType<readonly FormerName[]> = z.array(
  z.tuple([z.string(), z.string(), z.string().nullable()]),
);

/** Names of earlier editions of the register; `scripts/generate-former-names.ts` writes the file. */
export const FORMER_NAMES = schema.parse(lines);

/** Place that is no longer a commune, or is a part of one, or former name of a territory; leads to a present one. */
export interface FormerPlace {
  /** Null when the register keeps only its code, or when it has the name of the commune that holds it. */
  readonly name: string | null;
  /** Null when it is also the code of a current commune. */
  readonly code: string | null;
  readonly kind: Extract<AliasKind, 'part' | 'former-name'>;
}

/**
 * Collects municipal arrondissements, communes déléguées and associées, and abolished codes, by the code of the
 * current commune. Where the register gives a code to two communes, an existing commune déléguée wins over a list of
 * abolished codes. Former names of the history follow those of the register, for EPCI by their SIREN.
 */
export function collectFormerPlaces(
  communes: readonly CommuneRecord[],
  formerNames: readonly FormerName[],
): ReadonlyMap<string, readonly FormerPlace[]> {
  const current = new Map(
    communes
      .filter((commune) => commune.type === 'commune-actuelle')
      .map((commune) => [commune.code, commune]),
  );
  const places = new Map<string, FormerPlace[]>();
  const placed = new Set<string>();
  const add = (holder: CommuneRecord | undefined, place: FormerPlace) => {
    if (holder === undefined || (place.name === null && place.code === null)) return;
    places.set(holder.code, [...(places.get(holder.code) ?? []), place]);
    if (place.code !== null) placed.add(place.code);
  };
  for (const record of communes) {
    if (record.type === 'commune-actuelle') continue;
    const holder = current.get(record.commune ?? record.chefLieu ?? '');
    add(holder, {
      name: record.nom === holder?.nom ? null : record.nom,
      code: current.has(record.code) ? null : record.code,
      kind: 'part',
    });
  }
  for (const holder of current.values()) {
    for (const code of holder.anciensCodes ?? []) {
      if (!placed.has(code)) add(holder, { name: null, code, kind: 'part' });
    }
  }
  for (const [present, name, code] of formerNames) {
    places.set(present, [...(places.get(present) ?? []), { name, code, kind: 'former-name' }]);
  }
  return places;
}
