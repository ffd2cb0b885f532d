import { z } from 'zod';
import statutes from './statutes.json' with { type: 'json' };
import type { RegisteredTerritory } from './territory.ts';

/** Authority with a statute of its own, as « kind code », its text, and the départements whose place it took. */
const STATUTES = z.array(z.tuple([z.string(), z.string(), z.array(z.string())])).parse(statutes);

/** Authority that took the place of each of these départements; both are « kind code ». */
export const MERGED_DEPARTMENTS: ReadonlyMap<string, string> = new Map(
  STATUTES.flatMap(([authority, , codes]) =>
    codes.map((code) => [`departement ${code}`, authority] as const),
  ),
);

/** Returns the code of the région that took the place of a département and kept its name; null for another. */
export function regionInPlaceOf(departmentCode: string): string | null {
  const [authority] = STATUTES.find(([, , codes]) => codes.length === 1 && codes[0] === departmentCode) ?? [];
  return /^region (.+)/.exec(authority ?? '')?.[1] ?? null;
}

/** Returns the text of a territory with a statute of its own; null for another. */
export function statuteOf({ kind, code, region }: RegisteredTerritory): string | null {
  // Communes and EPCI of an overseas collectivité, a région of three digits, have its statute.
  const own = region?.code.length === 3 ? `region ${region.code}` : `${kind} ${code}`;
  const authority = MERGED_DEPARTMENTS.get(own) ?? own;
  return STATUTES.find(([known]) => known === authority)?.[1] ?? null;
}
