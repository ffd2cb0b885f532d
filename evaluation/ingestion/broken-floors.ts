import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MEASURES, type Measures } from './measure-extraction.ts';
import { precision, recall } from './tally.ts';

const floorsSchema = z.partialRecord(
  z.enum(MEASURES),
  z.strictObject({ precision: z.number(), recall: z.number() }),
);

/** The floors of floors.json that are not reached, one French sentence each. */
export async function findBrokenIngestionFloors(measures: Measures): Promise<readonly string[]> {
  const file = fileURLToPath(new URL('floors.json', import.meta.url));
  const floors = floorsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return MEASURES.flatMap((name) => {
    const floor = floors[name];
    if (floor === undefined) return [];
    const values = [
      ['précision', precision(measures[name]), floor.precision],
      ['rappel', recall(measures[name]), floor.recall],
    ] as const;
    return values
      .filter(([, value, least]) => value < least)
      .map(
        ([label, value, least]) => `${name}, ${label} : ${value.toFixed(3)}, plancher ${least.toFixed(2)}`,
      );
  });
}
