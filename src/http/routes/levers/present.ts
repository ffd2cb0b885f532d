import type { z } from 'zod';
import type { Lever } from '../../../domain/lever/lever.ts';
import type { leverSchema } from './schemas.ts';

export function presentLever(lever: Lever): z.infer<typeof leverSchema> {
  return { ...lever, legalBasis: [...lever.legalBasis] };
}
