import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { EXPERIENCE_STATES, type Experience } from '../../src/domain/experience/experience.ts';
import type { Concept } from '../../src/domain/matching/find-concepts.ts';
import { SETTINGS, TERRITORY_KINDS } from '../../src/domain/territory/territory.ts';
import type { ExperienceFilter, PagePosition, SearchRequest } from '../../src/ports/experience-store.ts';
import type { SearchedTexts } from '../../src/ports/import-store.ts';
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
      department: fc.constantFrom(...departments),
      region: fc.constantFrom(...regions),
      hasWord: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((records) =>
    records.map(({ setting, state, year, themes, levers, kinds, department, region, hasWord }, n) => ({
      document: experience({
        id: `e${n}`,
        setting,
        state,
        year,
        themes,
        levers: levers.map((lever) => ({ lever, what: 'Agit.' })),
        territories: kinds.map((kind) => territory({ kind, department, region })),
      }),
      hasWord,
    })),
  );

const optional = <T>(...values: readonly T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

const filters = fc
  .record({
    theme: optional('alimentation', 'absent'),
    lever: optional('scic'),
    setting: optional(...SETTINGS),
    state: optional(...EXPERIENCE_STATES),
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
  { theme, lever, setting, state, kind, region, department, year }: ExperienceFilter,
  e: Experience,
): boolean {
  return (
    (theme === undefined || e.themes.includes(theme)) &&
    (lever === undefined || e.levers.some((use) => use.lever === lever)) &&
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
      await subject.writer.save(indexed(experience({ id: 'old', year: 2001 }), { texts: bodyOf('ferme') }));
      await subject.writer.save(indexed(experience({ id: 'new', year: 2024 }), { texts: bodyOf('ferme') }));
      await subject.writer.save(
        indexed(experience({ id: 'undated', year: null }), { texts: bodyOf('ferme') }),
      );
      await subject.writer.save(indexed(experience({ id: 'other', year: 2024 }), { texts: bodyOf('bois') }));
      const request = listing({ concepts: conceptsOf('ferme'), sort: 'year' });
      expect((await readAll(request)).map(({ id }) => id)).toEqual(['new', 'old', 'undated']);
      await expect(subject.search(listing({ sort: 'relevance' }), 'public')).rejects.toThrow('concepts');
    });

    const idsOf = async (concepts: readonly Concept[]) =>
      (await readAll(listing({ concepts, sort: 'relevance' }))).map(({ id }) => id);
    const saveTexts = async (texts: Readonly<Record<string, SearchedTexts>>) => {
      for (const [id, written] of Object.entries(texts))
        await subject.writer.save(indexed(experience({ id }), { texts: written }));
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
