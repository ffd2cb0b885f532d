import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Experience } from '../../src/domain/experience/experience.ts';
import type { Concept } from '../../src/domain/matching/find-concepts.ts';
import type { Phrase } from '../../src/domain/matching/retrieval.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';
import type { ExperienceFilter, PagePosition, SearchRequest } from '../../src/ports/experience-store.ts';
import { compareIds, dot } from './retrieval-reference.ts';
import { experience, indexed, listing, newRecipe, query, sparseOf, territory } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const departments = [null, { code: '49', name: 'Maine-et-Loire' }, { code: '93', name: 'Seine-Saint-Denis' }];
const regions = [null, { code: '52', name: 'Pays de la Loire' }, { code: '11', name: 'Île-de-France' }];
const lexicals = [{}, { 1: 1 }, { 1: 0.5 }, { 1: 0.5, 2: 0.25 }, { 2: 4 }];
const phrases = fc.array(fc.constantFrom('centr', 'social', "l'été\\"), { minLength: 1, maxLength: 3 });
const texts = fc.array(phrases, { maxLength: 3 });
const concepts = fc.array(fc.array(phrases, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });

const documents = fc
  .array(
    fc.record({
      setting: fc.constantFrom(null, ...SETTINGS),
      year: fc.constantFrom(null, 2019, 2020),
      themes: fc.subarray(['alimentation', 'numerique', 'logement']),
      levers: fc.subarray(['scic', 'locaux']),
      kinds: fc.subarray([...TERRITORY_KINDS], { maxLength: 2 }),
      department: fc.constantFrom(...departments),
      region: fc.constantFrom(...regions),
      lexical: fc.constantFrom(...lexicals),
      texts,
    }),
    { maxLength: 10 },
  )
  .map((records) =>
    records.map(
      ({ setting, year, themes, levers, kinds, department, region, lexical, texts: written }, n) => ({
        document: experience({
          id: `e${n}`,
          setting,
          year,
          themes,
          levers: levers.map((lever) => ({ lever, what: 'Agit.' })),
          territories: kinds.map((kind) => territory({ kind, department, region })),
        }),
        lexical: sparseOf(lexical),
        texts: written,
      }),
    ),
  );

const optional = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

const filters = fc
  .record({
    theme: optional('alimentation', 'absent'),
    lever: optional('scic'),
    setting: optional(...SETTINGS),
    kind: optional(...TERRITORY_KINDS),
    region: optional('52'),
    department: optional('93'),
    year: optional(2020, 20_000_000_000),
  })
  .map(
    (filter): ExperienceFilter =>
      Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)),
  );

function passes(
  { theme, lever, setting, kind, region, department, year }: ExperienceFilter,
  e: Experience,
): boolean {
  return (
    (theme === undefined || e.themes.includes(theme)) &&
    (lever === undefined || e.levers.some((use) => use.lever === lever)) &&
    (setting === undefined || e.setting === setting) &&
    (kind === undefined || e.territories.some((place) => place.kind === kind)) &&
    (region === undefined || e.territories.some((place) => place.region?.code === region)) &&
    (department === undefined || e.territories.some((place) => place.department?.code === department)) &&
    (year === undefined || e.year === year)
  );
}

function holds(written: readonly Phrase[], phrase: Phrase): boolean {
  return written.some((text) =>
    text.some((_, start) => phrase.every((stem, offset) => text[start + offset] === stem)),
  );
}

function conceptCount(written: readonly Phrase[], asked: readonly Concept[]): number {
  return asked.filter((concept) => concept.some((phrase) => holds(written, phrase))).length;
}

/** Number of experiences with each value. */
function count<T>(lists: readonly (readonly T[])[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const list of lists)
    for (const value of new Set(list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function describeSearch(subject: StoreSubject): void {
  const readAll = async (request: SearchRequest, betweenPages = async () => {}) => {
    const items: Experience[] = [];
    let after: PagePosition | null = null;
    do {
      const page = await subject.search({ ...request, after }, 'public');
      items.push(...page.items);
      after = page.next;
      await betweenPages();
    } while (after !== null);
    return items;
  };

  describe('search', () => {
    beforeEach(() => subject.writer.startWith(newRecipe()));

    it('pages, totals and facets agree with the reference implementation', async () => {
      await fc.assert(
        fc.asyncProperty(
          documents,
          fc.array(fc.tuple(filters, fc.option(concepts), fc.integer({ min: 1, max: 4 })), {
            minLength: 1,
            maxLength: 4,
          }),
          async (given, searches) => {
            await subject.writer.startWith(newRecipe());
            await subject.writer.save(...given.map(({ document, ...content }) => indexed(document, content)));
            for (const [filter, asked, limit] of searches) {
              const vector = sparseOf({ 1: 1, 2: 1 });
              const key = ({ document, lexical }: (typeof given)[number]) =>
                asked === null ? (document.year ?? 0) : dot(lexical, vector);
              const filtered = given.filter((e) => passes(filter, e.document));
              const held = (e: (typeof given)[number]) => conceptCount(e.texts, asked ?? []);
              const most = Math.max(...filtered.map(held));
              const expected = filtered
                .filter((e) => asked === null || (held(e) === most && most > 0))
                .toSorted((a, b) => key(b) - key(a) || compareIds(a.document.id, b.document.id))
                .map(({ document }) => document);

              const request = listing({
                filter,
                limit,
                ...(asked === null
                  ? {}
                  : { words: { concepts: asked, lexical: vector }, sort: 'relevance' as const }),
              });
              expect(await readAll(request)).toEqual(expected);
              const page = await subject.search(request, 'public');
              expect(page.items).toEqual(expected.slice(0, limit));
              expect(page.total).toBe(expected.length);
              expect(page.facets).toEqual({
                themes: count(expected.map(({ themes }) => themes)),
                levers: count(expected.map(({ levers }) => levers.map(({ lever }) => lever))),
                settings: count(expected.map(({ setting }) => (setting === null ? [] : [setting]))),
                kinds: count(expected.map(({ territories }) => territories.map(({ kind }) => kind))),
                regions: count(
                  expected.map(({ territories }) => territories.flatMap(({ region }) => region?.code ?? [])),
                ),
                departments: count(
                  expected.map(({ territories }) =>
                    territories.flatMap(({ department }) => department?.code ?? []),
                  ),
                ),
                years: count(expected.map(({ year }) => (year === null ? [] : [year]))),
              });
            }
          },
        ),
        { numRuns: 40 },
      );
    });

    it('sorts the experiences of a query by year', async () => {
      await subject.writer.save(indexed(experience({ id: 'old', year: 2001 }), { texts: [['ferme']] }));
      await subject.writer.save(indexed(experience({ id: 'new', year: 2024 }), { texts: [['ferme']] }));
      await subject.writer.save(indexed(experience({ id: 'undated', year: null }), { texts: [['ferme']] }));
      await subject.writer.save(indexed(experience({ id: 'other', year: 2024 }), { texts: [['bois']] }));
      const request = listing({ words: query('ferme'), sort: 'year' });
      expect((await readAll(request)).map(({ id }) => id)).toEqual(['new', 'old', 'undated']);
      await expect(subject.search(listing({ sort: 'relevance' }), 'public')).rejects.toThrow('words');
    });

    it('neither repeats nor skips an item when others are added or removed between two pages', async () => {
      const ids = ['b', 'd', 'f', 'h', 'j', 'l'];
      for (const id of ids) await subject.writer.save(indexed(experience({ id, year: 2020 })));
      const arrivals = ['a', 'c', 'e', 'g', 'i', 'k'];
      const items = await readAll(listing({ limit: 2 }), async () => {
        const id = arrivals.shift();
        if (id === undefined) return;
        await subject.writer.save(indexed(experience({ id, year: 2020 })));
        await subject.writer.save(indexed(experience({ id: `newer ${id}`, year: 2021 })));
      });
      const read = items.map(({ id }) => id);
      expect(new Set(read).size).toBe(read.length);
      expect(read.filter((id) => ids.includes(id))).toEqual(ids);
    });

    it('continues after a removed item, and after a position that never existed', async () => {
      for (const id of ['a', 'b', 'c', 'd'])
        await subject.writer.save(indexed(experience({ id, year: 2020 })));
      const first = await subject.search(listing({ limit: 2 }), 'public');
      expect(first.next).toEqual({ key: 2020, id: 'b' });
      await subject.writer.remove(['b']);
      const idsAfter = async (after: PagePosition | null) =>
        (await subject.search(listing({ limit: 2, after }), 'public')).items.map(({ id }) => id);
      expect(await idsAfter(first.next)).toEqual(['c', 'd']);
      expect(await idsAfter({ key: 2020, id: 'c\0' })).toEqual(['d']);
      expect(await idsAfter({ key: 1e300, id: '' })).toEqual(['a', 'c']);
    });
  });
}
