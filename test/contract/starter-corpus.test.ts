import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadStarterCorpus } from '../../src/adapters/corpus/load-starter-corpus.ts';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import type { TerritoryKind } from '../../src/domain/territory/territory.ts';

const require = createRequire(import.meta.url);
const recordsSchema = z.array(z.object({ code: z.string(), type: z.string().optional() }));

function readOfficialCodes(name: string): ReadonlySet<string> {
  const file = require.resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  const records = recordsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const current = records.filter(({ type }) => name !== 'communes' || type === 'commune-actuelle');
  return new Set(current.map(({ code }) => code));
}

const OFFICIAL_CODES: Readonly<Record<TerritoryKind, ReadonlySet<string>>> = {
  commune: readOfficialCodes('communes'),
  epci: readOfficialCodes('epci'),
  ept: readOfficialCodes('ept'),
  departement: readOfficialCodes('departements'),
  region: readOfficialCodes('regions'),
  pays: new Set(),
};

const taxonomy = await loadTaxonomy('corpus');
const drafts = await loadStarterCorpus({ directory: 'corpus', taxonomy });

describe('the starter corpus', () => {
  it('holds enough fiches, all of them open', () => {
    expect(drafts.length).toBeGreaterThanOrEqual(122);
    expect(drafts.filter(({ access }) => access !== 'public')).toEqual([]);
  });

  it('gives every fiche a place, a theme and a lever', () => {
    const incomplete = drafts.filter(({ territories, themes, levers }) =>
      [territories, themes, levers].some((list) => list.length === 0),
    );
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  it('names territories by codes of the official register', () => {
    const unregistered = drafts.flatMap(({ id, territories }) =>
      territories
        .filter(({ kind, code }) => code !== null && !OFFICIAL_CODES[kind].has(code))
        .map(({ name, code }) => ({ id, name, code })),
    );
    expect(unregistered).toEqual([]);
  });
});
