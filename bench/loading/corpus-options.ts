import { z } from 'zod';

export const DEFAULT_SEED = 20_260_101;

/** Numbers of passages separated by commas, sorted ascending. */
export const sizesSchema = z
  .string()
  .default('1000,10000,100000')
  .transform((text) => text.split(',').map(Number))
  .pipe(z.array(z.int().min(100).max(1_000_000)).min(1))
  .transform((sizes) => sizes.toSorted((a, b) => a - b));
