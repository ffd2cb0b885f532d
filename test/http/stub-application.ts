import type { FastifyInstance } from 'fastify';
import type { Essaimage } from '../../src/application/essaimage.ts';
import type { Experience } from '../../src/domain/experience/experience.ts';
import { type AppOptions, createApp } from '../../src/http/app.ts';

export const EXPERIENCE: Experience = {
  id: 'four-a-pain',
  title: 'Un four à pain pour le village',
  summary: `La commune remet en route son four. ${'On y cuit le pain ensemble. '.repeat(60)}`,
  territories: [],
  setting: 'rural',
  year: 2020,
  themes: [],
  levers: [],
  actors: [],
  figures: [],
  source: { title: 'Bulletin', url: 'https://example.org/', publisher: 'La commune', date: '2020' },
  access: 'public',
};

function unused(): never {
  throw new Error('this use case is not stubbed');
}

const STUB: Essaimage = {
  recommend: unused,
  searchExperiences: unused,
  getExperience: async () => EXPERIENCE,
  findSimilarExperiences: unused,
  listLevers: unused,
  getLever: unused,
  listThemes: unused,
  findTerritories: () => [],
  getTerritory: unused,
  checkReadiness: async () => ({ index: 'i1', model: 'm1' }),
  taxonomy: { levers: [], themes: [], hash: '' },
};

/** The HTTP side alone: what it does of answers and errors, whatever the use cases are. */
export function stubApplication(
  essaimage: Partial<Essaimage> = {},
  config: Partial<AppOptions['config']> = {},
  logStream?: AppOptions['logStream'],
): Promise<FastifyInstance> {
  return createApp({
    essaimage: { ...STUB, ...essaimage },
    config: { corsOrigins: ['*'], rateLimitPerMinute: 1_000_000, trustProxy: false, ...config },
    ...(logStream === undefined ? { logLevel: 'silent' } : { logLevel: 'info', logStream }),
  });
}
