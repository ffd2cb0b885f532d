import type { FastifyInstance } from 'fastify';
import type { Fiche } from '../../src/application/edit/manage-fiches.ts';
import type { Essaimage } from '../../src/application/essaimage.ts';
import { type Experience, NOTHING_KNOWN } from '../../src/domain/experience/experience.ts';
import { type AppOptions, createApp } from '../../src/http/app.ts';

export const EXPERIENCE: Experience = {
  ...NOTHING_KNOWN,
  id: 'four-a-pain',
  title: 'Un four à pain pour le village',
  summary: `La commune remet en route son four. ${'On y cuit le pain ensemble. '.repeat(60)}`,
  territories: [],
  setting: 'rural',
  year: 2020,
  source: { title: 'Bulletin', url: 'https://example.org/', publisher: 'La commune', date: '2020' },
  access: 'public',
};

function unused(): never {
  throw new Error('this use case is not stubbed');
}

export const FICHE: Fiche = {
  experience: EXPERIENCE,
  changedAt: '2026-01-15T09:30:00.000Z',
  version: 'a'.repeat(32),
  status: 'published',
  statusReason: null,
  confidence: null,
  provenance: null,
};

/** Fiche use cases that fail unless a test replaces them. */
export const FICHES: Essaimage['fiches'] = {
  read: unused,
  correct: unused,
  remove: unused,
  history: unused,
};

const STUB: Essaimage = {
  recommend: unused,
  writeNote: unused,
  followQuestion: unused,
  searchExperiences: unused,
  fiches: { ...FICHES, read: async () => FICHE },
  review: {
    list: unused,
    read: unused,
    findCandidates: unused,
    acknowledgeChange: unused,
    opinions: unused,
    sources: unused,
  },
  mergeExperiences: unused,
  addExperience: unused,
  contribute: unused,
  listBlindSpots: unused,
  listRecentExperiences: unused,
  listChanges: unused,
  listPublicIds: unused,
  readOpenData: unused,
  findSimilarExperiences: unused,
  listLevers: unused,
  getLever: unused,
  listThemes: unused,
  findTerritories: () => [],
  getTerritory: unused,
  findSimilarTerritories: unused,
  authenticateKey: unused,
  keys: { create: unused, list: unused, revoke: unused },
  accounts: null,
  sessions: { open: unused, find: unused, end: unused },
  imports: { request: unused, get: unused, list: unused, cancel: unused },
  answers: { begin: unused, keep: unused, forget: unused, removeBefore: unused },
  feedback: { give: unused, takeBack: unused },
  readLoad: () => ({
    embedder: { waiting: 0, estimatedWaitMs: 0 },
    store: { waiting: 0, estimatedWaitMs: 0 },
  }),
  checkReadiness: async () => ({ index: 'i1', model: 'm1' }),
  taxonomy: { levers: [], themes: [], hash: '' },
};

/** Builds the HTTP server on stubbed use cases. */
export function stubApplication(
  essaimage: Partial<Essaimage> = {},
  config: Partial<AppOptions['config']> = {},
  { logStream, ...others }: Pick<AppOptions, 'logStream' | 'web' | 'operator'> = {},
): Promise<FastifyInstance> {
  return createApp({
    essaimage: { ...STUB, ...essaimage },
    config: {
      corsOrigins: ['*'],
      rateLimitPerMinute: 1_000_000,
      trustProxy: false,
      publicUrl: null,
      requestTimeoutMs: 60_000,
      ...config,
    },
    ...others,
    ...(logStream === undefined ? { logLevel: 'silent' } : { logLevel: 'info', logStream }),
  });
}
