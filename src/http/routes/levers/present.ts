import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import type { Lever } from '../../../domain/lever/lever.ts';
import { presentTerritory } from '../experiences/present.ts';
import type { leverListSchema, leverPageSchema, leverSchema } from './schemas.ts';

type CountedLevers = Awaited<ReturnType<Essaimage['listLevers']>>;
type LeverPage = Awaited<ReturnType<Essaimage['getLever']>>;

export function presentLever(lever: Lever): z.infer<typeof leverSchema> {
  return { ...lever, legalBasis: [...lever.legalBasis] };
}

export function presentLevers(levers: CountedLevers): z.infer<typeof leverListSchema> {
  return {
    levers: levers.map(({ lever, experienceCount }) => ({ ...presentLever(lever), experienceCount })),
  };
}

export function presentLeverPage(page: LeverPage): z.infer<typeof leverPageSchema> {
  const { lever, experienceCount, experiences } = page;
  return {
    ...presentLever(lever),
    experienceCount,
    experiences: experiences.map(({ id, title, year, territories, levers }) => ({
      id,
      title,
      year,
      territories: territories.map(presentTerritory),
      what: levers.find((use) => use.lever === lever.id)?.what ?? '',
    })),
  };
}
