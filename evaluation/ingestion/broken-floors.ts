import { z } from 'zod';
import { readJson } from '../read-json.ts';
import { MEASURES, type Measures } from './measure-extraction.ts';
import { precision, recall } from './tally.ts';

/** Sets measured separately: pages, and the starter fiches written as texts, by half and by form. */
export const MEASURED_SETS = [
  'network-page',
  'made-pages',
  'own-sites',
  'half-a-summary',
  'half-a-account',
  'half-b-summary',
  'half-b-account',
] as const;
export type MeasuredSet = (typeof MEASURED_SETS)[number];

const floorsSchema = z.partialRecord(
  z.enum(MEASURED_SETS),
  z.partialRecord(z.enum(MEASURES), z.strictObject({ precision: z.number(), recall: z.number() })),
);

/** Returns one French sentence for each floor of floors.json that is not reached. */
export async function findBrokenIngestionFloors(
  measured: Readonly<Partial<Record<MeasuredSet, Measures>>>,
): Promise<readonly string[]> {
  const floors = await readJson(new URL('floors.json', import.meta.url), floorsSchema);
  return MEASURED_SETS.flatMap((set) =>
    MEASURES.flatMap((name) => {
      const [measures, floor] = [measured[set], floors[set]?.[name]];
      if (measures === undefined || floor === undefined) return [];
      const values = [
        ['précision', precision(measures[name]), floor.precision],
        ['rappel', recall(measures[name]), floor.recall],
      ] as const;
      return values
        .filter(([, value, least]) => value < least)
        .map(
          ([label, value, least]) =>
            `${set}, ${name}, ${label} : ${value.toFixed(3)}, plancher ${least.toFixed(2)}`,
        );
    }),
  );
}
