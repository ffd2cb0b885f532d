import { z } from 'zod';
import { formatValue } from './figures.ts';
import { readJson } from './read-json.ts';
import { MEASURES, type Measure, type Measures } from './served.ts';
import { MEASURE_LABELS } from './tables.ts';

/** Bounds by the name of a case (`cases.ts`); of a measure that should be small, the most. */
const floorsSchema = z.record(z.string(), z.partialRecord(z.enum(MEASURES), z.number()));
export type Floors = z.infer<typeof floorsSchema>;

export function readFloors(): Promise<Floors> {
  return readJson(new URL('floors.json', import.meta.url), floorsSchema);
}

const SMALL: readonly Measure[] = ['useless', 'falseAbsence', 'empty', 'nothingClose', 'declined'];

/** Returns one French sentence for each bound that is not held. A measure that nothing counts for fails. */
export function findBrokenFloors(bounds: Floors[string], measures: Measures): readonly string[] {
  return MEASURES.flatMap((measure) => {
    const bound = bounds[measure];
    if (bound === undefined) return [];
    const value = measures[measure]?.mean ?? Number.NaN;
    const isSmall = SMALL.includes(measure);
    if (isSmall ? value <= bound : value >= bound) return [];
    return [
      `${MEASURE_LABELS[measure]} : ${formatValue(value)}, ${isSmall ? 'plafond' : 'plancher'} ${formatValue(bound)}`,
    ];
  });
}
