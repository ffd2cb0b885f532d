import { describe, expect, it } from 'vitest';
import { type ResourceIdentity, recogniseResources } from './recognise-resources.ts';

const identity = (id: string, given: Partial<ResourceIdentity> = {}): ResourceIdentity => ({
  id,
  title: 'Compte rendu',
  url: null,
  date: null,
  origin: 'a.html',
  textDigest: `digest of ${id}`,
  ...given,
});

/** Recognises one resource among the stored ones. */
const recognise = (brought: Partial<ResourceIdentity>, ...stored: readonly Partial<ResourceIdentity>[]) =>
  recogniseResources(
    [identity('brought', brought)],
    stored.map((given, index) => identity(`stored-${index}`, given)),
  ).get('brought') ?? null;

describe('a resource is recognised', () => {
  it.each([
    ['a fragment', 'https://site.fr/fiche?id=1', 'https://site.fr/fiche?id=1#resume'],
    ['the case of its host', 'https://site.fr/Fiche', 'https://SITE.fr/Fiche'],
    ['http or https', 'http://site.fr/fiche', 'https://site.fr/fiche'],
    [
      'what tracks readers',
      'https://site.fr/fiche?a=1&b=2',
      'https://site.fr/fiche?b=2&utm_source=lettre&fbclid=x&a=1',
    ],
  ])('by its own address, with another title, another listing, and %s', (_what, before, after) => {
    const brought = { url: after, title: 'Autre titre', origin: 'b.html' };
    expect(recognise(brought, { url: before }, { url: 'https://site.fr/autre' })).toBe('stored-0');
  });

  it('by its title in its listing, with another text and another precision of its date', () => {
    expect(recognise({ title: 'COMPTE-RENDU', date: '2023-05-12' }, { date: '2023-05' })).toBe('stored-0');
  });

  it.each([
    [
      'a month in its title',
      { title: 'Épicerie - mai 2023', date: '2024-01-01' },
      { title: 'Épicerie – mai 2023' },
    ],
    ['a date beside it', { date: '2023-05-12' }, { date: '2023-05-12' }],
    ['the same text', { textDigest: 'same' }, { textDigest: 'same' }],
  ])('in another listing by its title with %s, when an address is unknown', (_what, brought, stored) => {
    expect(recognise({ ...brought, origin: 'b.html', url: 'https://site.fr/fiche' }, stored)).toBe(
      'stored-0',
    );
  });

  it('when its site gave it another address, by its title and text', () => {
    const [before, after] = [{ url: 'https://site.fr/node/1' }, { url: 'https://site.fr/fiches/un' }];
    expect(recognise({ ...after, textDigest: 'same' }, { ...before, textDigest: 'same' })).toBe('stored-0');
  });
});

describe('a resource is another one', () => {
  it.each([
    ['with another address in the same listing', { url: 'https://site.fr/2' }, { url: 'https://site.fr/1' }],
    ['with another date in the same listing', { date: '2023-06' }, { date: '2023-05' }],
    [
      'with another date at the address of their listing',
      { origin: 'https://a.fr/', url: 'https://a.fr/', date: '2023-06' },
      { origin: 'https://a.fr/', url: 'https://a.fr/', date: '2023-05' },
    ],
    ['without date in another listing', { origin: 'b.html' }, {}],
    ['with a year alone in another listing', { origin: 'b.html', date: '2023' }, { date: '2023' }],
    [
      'with another address in another listing, even with the same date and text',
      { origin: 'b.html', url: 'https://b.fr/1', date: '2023-05', textDigest: 'same' },
      { url: 'https://a.fr/1', date: '2023-05', textDigest: 'same' },
    ],
    [
      'without text, like one without text elsewhere',
      { origin: 'b.html', textDigest: null },
      { textDigest: null },
    ],
    ['with another title in the same listing', { title: 'Annexe' }, {}],
  ])('%s', (_what, brought, stored) => {
    expect(recognise(brought, stored)).toBeNull();
  });
});

describe('resources of one title', () => {
  const january = identity('january', { url: 'https://site.fr/1' });
  const february = identity('february', { url: 'https://site.fr/2' });
  const names = (brought: readonly ResourceIdentity[], stored: readonly ResourceIdentity[]) =>
    Object.fromEntries(recogniseResources(brought, stored));

  it('keep each its own when their order changes', () => {
    const brought = [
      identity('one', { url: february.url, textDigest: 'edited' }),
      identity('two', { url: january.url, textDigest: 'edited too' }),
    ];
    expect(names(brought, [january, february])).toEqual({ one: 'february', two: 'january' });
  });

  it('without address, keep each its own by its text; the only one left is the edited one', () => {
    const stored = [identity('s1', { textDigest: 'un' }), identity('s2', { textDigest: 'deux' })];
    const brought = [identity('b1', { textDigest: 'deux' }), identity('b2', { textDigest: 'un, corrigé' })];
    expect(names(brought, stored)).toEqual({ b1: 's2', b2: 's1' });
  });

  it('are not recognised when no sign tells them apart', () => {
    const stored = [identity('s1'), identity('s2')];
    expect(names([identity('b1'), identity('b2')], stored)).toEqual({});
  });

  it('are not told apart by the address of the page that lists them', () => {
    const origin = 'https://site.fr/liste';
    const at = (page: number) => ({ origin, url: `${origin}?page=${page}` });
    expect(names([identity('b', at(2))], [identity('s', at(1))])).toEqual({ b: 's' });
    const shared = { url: 'https://site.fr/dossier' };
    const brought = [
      identity('b1', { ...shared, title: 'Un' }),
      identity('b2', { ...shared, title: 'Deux' }),
    ];
    expect(names(brought, [identity('s', { ...shared, title: 'Trois' })])).toEqual({});
  });
});
