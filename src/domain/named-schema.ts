import { z } from 'zod';

/** @param id name of the objects in the OpenAPI document: generated clients make a type of it */
export function named<T extends z.core.$ZodLooseShape>(id: string, description: string, shape: T) {
  return z.object(shape).meta({ id, description });
}
