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

export const FICHE: Fiche = {
  experience: EXPERIENCE,
  changedAt: '2026-01-15T09:30:00.000Z',
  version: 'a'.repeat(32),
  status: 'published',
  statusReason: null,
  confidence: null,
  provenance: null,
};

function unused(): never {
  throw new Error('this use case is not stubbed');
}

/** Gives `missing` in place of what is not known. */
function completed<T>(known: object, missing: unknown): T {
  return new Proxy(Object(known), { get: (parts, name) => (name in parts ? parts[name] : missing) });
}

type UseCase = (...args: never[]) => unknown;

/** Use cases that a test gives, or some of a group; the others fail when they are called. */
export type Stubs = {
  readonly [Name in keyof Essaimage]?: Essaimage[Name] extends UseCase
    ? Essaimage[Name]
    : Partial<Essaimage[Name]> | null;
};

const STUBS: Stubs = {
  fiches: { read: async () => FICHE },
  findTerritories: () => ({ territories: [], named: 0 }),
  accounts: null,
  readLoad: () => ({
    embedder: { waiting: 0, estimatedWaitMs: 0 },
    store: { waiting: 0, estimatedWaitMs: 0 },
  }),
  checkReadiness: async () => ({ index: 'i1', model: 'm1' }),
  taxonomy: { levers: [], themes: [], hash: '' },
};

function stubEssaimage(stubs: Stubs): Essaimage {
  const known = Object.entries({ ...STUBS, ...stubs }).map(([name, part]) => [
    name,
    typeof part === 'object' && part !== null ? completed(part, unused) : part,
  ]);
  // A use case without a stub may be a group: each of its properties fails too.
  return completed(Object.fromEntries(known), completed(unused, unused));
}

/** Builds the HTTP server on stubbed use cases. */
export function stubApplication(
  stubs: Stubs = {},
  config: Partial<AppOptions['config']> = {},
  { logStream, ...others }: Pick<AppOptions, 'logStream' | 'web' | 'operator'> = {},
): Promise<FastifyInstance> {
  return createApp({
    essaimage: stubEssaimage(stubs),
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
