import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ExperienceTable, type IndexedRow } from './experience-table.ts';
import { nearestFiches, searchTables } from './search-tables.ts';

const WIDTH = 16;

/** Few and small integers: exact, and rich in ties. */
const vectors = fc
  .array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 })
  .filter((components) => components.some((component) => component !== 0))
  .map((components) => {
    const vector = new Float32Array(WIDTH);
    vector.set(components);
    return vector;
  });

const rows = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  revision: fc.constantFrom('1', '2'),
  lexical: fc.dictionary(fc.constantFrom('0', '7', '262143'), fc.constantFrom(0.5, 1, 2)).map((weights) => ({
    dimensions: Int32Array.from(Object.keys(weights), Number),
    weights: Float32Array.from(Object.values(weights)),
  })),
  passages: fc
    .array(vectors, { maxLength: 4 })
    .map((given) => given.map((vector, ordinal) => ({ ordinal, vector }))),
});

const changes = fc.array(fc.oneof(rows, fc.record({ remove: fc.constantFrom('a', 'b', 'c', 'd', 'e') })), {
  maxLength: 20,
});

function fill(table: ExperienceTable, given: Iterable<IndexedRow>): ExperienceTable {
  for (const row of given) table.put(row);
  return table;
}

it('after any changes, finds what a table of the rows that remain finds', () => {
  fc.assert(
    fc.property(changes, vectors, fc.integer({ min: 1, max: 6 }), (given, embedding, depth) => {
      const table = new ExperienceTable(WIDTH);
      const remaining = new Map<string, IndexedRow>();
      for (const change of given) {
        if ('remove' in change) {
          table.remove(change.remove);
          remaining.delete(change.remove);
        } else {
          table.put(change);
          remaining.set(change.id, change);
        }
      }
      const fresh = fill(new ExperienceTable(WIDTH), remaining.values());
      const copy = fill(new ExperienceTable(WIDTH), table.rows());
      const lexical = new Map([
        [0, 1],
        [262_143, 0.25],
      ]);
      const byId = (of: ExperienceTable) =>
        searchTables([of], { embedding, lexical, depth }).toSorted((x, y) => (x.id < y.id ? -1 : 1));
      expect(byId(table)).toEqual(byId(fresh));
      expect(byId(copy)).toEqual(byId(fresh));
      expect([...table.revisions].sort()).toEqual([...fresh.revisions].sort());
      expect(nearestFiches([table], 'a', 3)).toEqual(nearestFiches([fresh], 'a', 3));
      expect(copy.waste).toBe(0);
    }),
  );
});

it('several tables answer as one that holds all their rows', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(rows, { selector: ({ id }) => id }),
      vectors,
      fc.integer({ min: 1, max: 3 }),
      (given, embedding, depth) => {
        const whole = fill(new ExperienceTable(WIDTH), given);
        const parts = [0, 1].map((part) =>
          fill(
            new ExperienceTable(WIDTH),
            given.filter((_, n) => n % 2 === part),
          ),
        );
        const request = { embedding, lexical: new Map([[7, 1]]), depth };
        const ids = (tables: readonly ExperienceTable[]) =>
          searchTables(tables, request)
            .map(({ id }) => id)
            .sort();
        expect(ids(parts)).toEqual(ids([whole]));
        for (const { id } of given) {
          expect(nearestFiches(parts, id, 2)).toEqual(nearestFiches([whole], id, 2));
        }
      },
    ),
  );
});
