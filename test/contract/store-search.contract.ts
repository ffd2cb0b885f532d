import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { EXPERIENCE_STATES, type Experience } from '../../src/domain/experience/experience.ts';
import { SORTS, type Sort } from '../../src/domain/experience/sort.ts';
import type { Concept } from '../../src/domain/matching/synonyms.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';
import type { ExperienceFilter, SearchRequest, Surroundings } from '../../src/ports/experience-store.ts';
import type { SearchedTexts } from '../../src/ports/import-store.ts';
import type { PagePosition } from '../../src/ports/page.ts';
import { compareIds } from './retrieval-reference.ts';
import { bodyOf, conceptsOf, experience, indexed, listing, newRecipe, territory } from './store-samples.ts';
import type { StoreSubject } from './store-subject.ts';

const departments = [null, { code: '49', name: 'Maine-et-Loire' }, { code: '93', name: 'Seine-Saint-Denis' }];
const regions = [null, { code: '52', name: 'Pays de la Loire' }, { code: '11', name: 'Île-de-France' }];

const documents = fc
  .array(
    fc.record({
      setting: fc.constantFrom(null, ...SETTINGS),
      state: fc.constantFrom(...EXPERIENCE_STATES),
      year: fc.constantFrom(null, 2019, 2020),
      themes: fc.subarray(['alimentation', 'numerique', 'logement']),
      levers: fc.subarray(['scic', 'locaux']),
      kinds: fc.subarray([...TERRITORY_KINDS], { maxLength: 2 }),
      code: fc.constantFrom(null, '244900015', '35238', '97405'),
      department: fc.constantFrom(...departments),
      region: fc.constantFrom(...regions),
      hasWord: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((records) =>
    records.map(({ setting, state, year, themes, levers, kinds, code, department, region, hasWord }, n) => ({
      document: experience({
        id: `e${n}`,
        setting,
        state,
        year,
        themes,
        levers: levers.map((lever) => ({ lever, what: 'Agit.' })),
        territories: kinds.map((kind) => territory({ kind, code, department, region })),
      }),
      hasWord,
    })),
  );

const optional = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

const filters = fc
  .record({
    themes: fc.option(fc.subarray(['alimentation', 'numerique', 'absent']), { nil: undefined, freq: 1 }),
    levers: fc.option(fc.subarray(['scic', 'locaux'], { minLength: 1 }), { nil: undefined, freq: 1 }),
    setting: optional(...SETTINGS),
    state: optional(...EXPERIENCE_STATES),
    kind: optional(...TERRITORY_KINDS),
    region: optional('52'),
    department: optional('93'),
    within: optional<Surroundings>({ region: '52' }, { department: '93' }, { codes: ['244900015', '35238'] }),
    year: optional(2020, 20_000_000_000),
    from: optional(2020),
    to: optional(2019, 2020),
  })
  .map(
    (filter): ExperienceFilter =>
      Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)),
  );

function isWithin(place: Surroundings, e: Experience): boolean {
  return e.territories.some(({ code, region, department }) => {
    if ('region' in place) return region?.code === place.region;
    if ('department' in place) return department?.code === place.department;
    return code !== null && place.codes.includes(code);
  });
}

function passes(
  { themes, levers, setting, state, kind, region, department, within, year, from, to }: ExperienceFilter,
  e: Experience,
): boolean {
  return (
    (themes === undefined || e.themes.some((theme) => themes.includes(theme))) &&
    (levers === undefined || e.levers.some((use) => levers.includes(use.lever))) &&
    (within === undefined || isWithin(within, e)) &&
    (from === undefined || (e.year !== null && e.year >= from)) &&
    (to === undefined || (e.year !== null && e.year <= to)) &&
    (setting === undefined || e.setting === setting) &&
    (state === undefined || e.state === state) &&
    (kind === undefined || e.territories.some((place) => place.kind === kind)) &&
    (region === undefined || e.territories.some((place) => place.region?.code === region)) &&
    (department === undefined || e.territories.some((place) => place.department?.code === department)) &&
    (year === undefined || e.year === year)
  );
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
          fc.array(fc.tuple(filters, fc.boolean(), fc.integer({ min: 1, max: 4 })), {
            minLength: 1,
            maxLength: 4,
          }),
          async (given, searches) => {
            await subject.writer.startWith(newRecipe());
            await subject.writer.save(
              ...given.map(({ document, hasWord }) =>
                indexed(document, { texts: hasWord ? bodyOf('ferme') : bodyOf() }),
              ),
            );
            for (const [filter, isQuery, limit] of searches) {
              const key = ({ document }: (typeof given)[number]) => (isQuery ? 0 : (document.year ?? 0));
              const expected = given
                .filter((e) => passes(filter, e.document) && (!isQuery || e.hasWord))
                .toSorted((a, b) => key(b) - key(a) || compareIds(a.document.id, b.document.id))
                .map(({ document }) => document);

              const request = listing({
                filter,
                limit,
                ...(isQuery ? { concepts: conceptsOf('ferme'), sort: 'relevance' as const } : {}),
              });
              expect(await readAll(request)).toEqual(expected);
              const page = await subject.search(request, 'public');
              expect(page.items).toEqual(expected.slice(0, limit));
              expect(page.total).toBe(expected.length);
              expect(page.facets).toEqual({
                themes: count(expected.map(({ themes }) => themes)),
                levers: count(expected.map(({ levers }) => levers.map(({ lever }) => lever))),
                states: count(expected.map(({ state }) => [state])),
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
      await subject.save({ id: 'old', year: 2001 }, { texts: bodyOf('ferme') });
      await subject.save({ id: 'new', year: 2024 }, { texts: bodyOf('ferme') });
      await subject.save({ id: 'undated', year: null }, { texts: bodyOf('ferme') });
      await subject.save({ id: 'other', year: 2024 }, { texts: bodyOf('bois') });
      const request = listing({ concepts: conceptsOf('ferme'), sort: 'year' });
      expect((await readAll(request)).map(({ id }) => id)).toEqual(['new', 'old', 'undated']);
      await expect(subject.search(listing({ sort: 'relevance' }), 'public')).rejects.toThrow('concepts');
    });

    const idsOf = async (concepts: readonly Concept[]) =>
      (await readAll(listing({ concepts, sort: 'relevance' }))).map(({ id }) => id);
    const saveTexts = async (texts: Readonly<Record<string, SearchedTexts>>) => {
      for (const [id, written] of Object.entries(texts)) await subject.save({ id }, { texts: written });
    };

    it('finds a synonym of several words side by side only, and not across two texts', async () => {
      await saveTexts({
        apart: bodyOf('centre commercial de reemploi'),
        'in two texts': bodyOf('un centre', 'reemploi'),
        together: bodyOf("le centre reemploi de l'été\\"),
        word: bodyOf('recyclerie'),
      });
      const synonyms = [['centre', 'reemploi']];
      expect(await idsOf([{ words: ['recyclerie'], synonyms }])).toEqual(['together', 'word']);
      expect(await idsOf([{ words: ["l'été\\"], synonyms: [] }])).toEqual(['together']);
    });

    it('finds those that have all the concepts, or as many as any has', async () => {
      await saveTexts({
        both: bodyOf('recyclerie', 'creuse'),
        one: bodyOf('recyclerie'),
        none: bodyOf('bois'),
      });
      expect(await idsOf(conceptsOf('recyclerie creuse'))).toEqual(['both']);
      expect(await idsOf(conceptsOf('recyclerie creuse mobile'))).toEqual(['both']);
      expect(await idsOf(conceptsOf('recyclerie bois'))).toEqual(['both', 'none', 'one']);
      expect(await idsOf(conceptsOf('mobile'))).toEqual([]);
    });

    it('ranks words near each other, and in a heading, first; leaves out what others are about', async () => {
      const heading = { ...bodyOf(), headings: [['epicerie', 'associative']] };
      await saveTexts({
        heading,
        near: bodyOf('epicerie associative'),
        twice: bodyOf('epicerie associative', 'epicerie associative', 'epicerie associative'),
      });
      const concepts = [{ words: ['epicerie', 'associative'], synonyms: [] }];
      const page = await subject.search(listing({ concepts, sort: 'relevance' }), 'public');
      expect(page.items.map(({ id }) => id)).toEqual(['twice', 'heading']);
      expect(page.total).toBe(2);
      expect(page.facets.years).toEqual(new Map([[2021, 2]]));
    });

    it('gives each item once in any order, even when others are added or removed between two pages', async () => {
      const wanted = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 });
      // An item that arrives twice, of another year, moves: it may then be read in both places.
      const arrivals = fc.uniqueArray(
        fc.tuple(fc.integer({ min: 21, max: 40 }), fc.constantFrom(2019, 2020, null)),
        { selector: ([number]) => number },
      );
      const property = async (
        sort: Sort,
        limit: number,
        numbers: readonly number[],
        added: readonly (readonly [number, number | null])[],
      ) => {
        await subject.writer.startWith(newRecipe());
        // Ids of arrivals fall between those of the others.
        const save = (number: number, year: number | null) =>
          subject.save({ id: `e${(number * 7) % 41}`, year }, { texts: bodyOf('ferme') });
        for (const number of numbers) await save(number, number % 3 === 0 ? null : 2018 + (number % 3));
        await subject.save({ id: 'removed', year: 2020 }, { texts: bodyOf('ferme') });
        const coming = [...added];
        const items = await readAll(listing({ sort, limit, concepts: conceptsOf('ferme') }), async () => {
          const arrival = coming.shift();
          if (arrival !== undefined) await save(...arrival);
          await subject.writer.remove(['removed']);
        });
        const read = items.map(({ id }) => id);
        expect(new Set(read).size).toBe(read.length);
        expect(read).toEqual(expect.arrayContaining(numbers.map((number) => `e${(number * 7) % 41}`)));
      };
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...SORTS),
          fc.integer({ min: 1, max: 3 }),
          wanted,
          arrivals,
          property,
        ),
        { numRuns: 10 },
      );
    });

    it('sorts by last change, most recent first', async () => {
      for (const id of ['first', 'second', 'first'] as const) {
        const summary = `${id} ${performance.now()}`;
        await subject.save({ id, summary }, { contentHash: summary });
        await subject.query("update experiences set changed_at = changed_at - interval '1 hour'");
      }
      expect((await readAll(listing({ sort: 'changed', limit: 1 }))).map(({ id }) => id)).toEqual([
        'first',
        'second',
      ]);
    });

    it('continues after a removed item, and after a position that never existed', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await subject.save({ id, year: 2020 });
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
