import { z } from 'zod';

export const text = (description: string) => z.string().describe(description);

export const textOrNull = (description: string) => z.string().nullable().describe(description);

export const integer = (description: string) => z.int().describe(description);

export function listOf<T extends z.core.$ZodLooseShape>(description: string, shape: T) {
  return z.array(z.object(shape)).readonly().describe(description);
}

export function objectOf<T extends z.core.$ZodLooseShape>(description: string, shape: T) {
  return z.object(shape).describe(description);
}

export function named<T extends z.core.$ZodLooseShape>(id: string, description: string, shape: T) {
  return z.object(shape).meta({ id, description });
}
