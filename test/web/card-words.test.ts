import { describe, expect, it } from 'vitest';
import type { Experience } from '../../web/api/answers.ts';
import { orderUses, tellFigure, tellStory, tellWho, tellWhy } from '../../web/question/card-words.ts';

const COMMUNE = {
  name: 'Saleich',
  kind: 'commune',
  code: '31521',
  population: 335,
  department: { code: '31', name: 'Haute-Garonne' },
  region: { code: '76', name: 'Occitanie' },
} as const;

function experience(overrides: Partial<Experience> = {}): Experience {
  return {
    id: 'x',
    title: 'Saleich : le multiservice repris en SCIC',
    summary: '',
    territories: [COMMUNE],
    setting: 'rural',
    year: 2016,
    themes: [],
    levers: [],
    actors: [],
    figures: [],
    state: 'unknown',
    checkedOn: null,
    difficulties: [],
    source: { title: 'Source', url: null, publisher: 'Éditeur', date: '2017-03', homePage: false },
    otherSources: [],
    access: 'public',
    ...overrides,
  };
}

describe('who an experience is about', () => {
  const plain = (told: Experience) =>
    tellWho(told)
      .join(' · ')
      .replace(/[\u00a0\u202f]/g, ' ');

  it('agrees with the kind, and says the name only when the title does not', () => {
    expect(plain(experience())).toBe(
      'Commune de 335 habitants, rurale · Haute-Garonne · 2016, récit de 2017',
    );
    expect(plain(experience({ title: 'Le multiservice' }))).toBe(
      'Saleich, commune de 335 habitants, rurale · Haute-Garonne · 2016, récit de 2017',
    );
    const department = { ...COMMUNE, name: 'Haute-Garonne', kind: 'departement', population: null } as const;
    expect(plain(experience({ title: 'En Haute-Garonne', territories: [department] }))).toBe(
      'Département, rural · 2016, récit de 2017',
    );
  });

  it('names several territories, each once', () => {
    const region = { ...COMMUNE, name: 'Guadeloupe', kind: 'region' } as const;
    const department = { ...COMMUNE, name: 'Guadeloupe', kind: 'departement' } as const;
    expect(plain(experience({ territories: [region, department, COMMUNE], setting: null }))).toBe(
      'Guadeloupe et Saleich · 2016, récit de 2017',
    );
  });
});

describe('the story of a card', () => {
  const sentence = (word: string, length = 100) => `${`${word} `.repeat(length / (word.length + 1)).trim()}.`;
  const [first = '', second = '', third = ''] = ['Avant', 'Preuve', 'Suite'].map((word) => sentence(word));
  const long = sentence('Longue', 500);
  const story = (passage: string | null, told: readonly string[]) =>
    tellStory({
      experience: experience({ summary: told.join(' ') }),
      evidence: passage === null ? null : { passage, highlights: [] },
    });

  it('is the sentence that answers, and one beside it that fits: before it rather than after', () => {
    expect(story(second, [first, second, third])).toMatchObject({ before: first, after: '' });
    expect(story(first, [first, second, third])).toMatchObject({ before: '', after: second });
    expect(story(second, [long, second, third])).toMatchObject({ before: '', after: third });
    expect(story(null, [first, second, third])).toMatchObject({ before: `${first} ${second}`, match: null });
  });

  it('keeps the sentence without which the one that answers says nothing, even where the two are long', () => {
    const [fair, linked] = [sentence('Avant', 250), `Quand elle ferme, ${sentence('Preuve', 100)}`];
    expect(story(linked, [fair, linked, third])).toMatchObject({ before: fair, after: '' });
    expect(story(second, [fair, second, third])).toMatchObject({ before: '', after: third });
    expect(story(linked, [long, linked, third])).toMatchObject({ before: '' });
  });

  it('never begins with a sentence that refers to one before it', () => {
    for (const astray of ['Leurs voix.', 'En 2019, elle aide.', 'Le deuxième suit.'])
      expect(story(second, [first, astray, second])).toMatchObject({ before: `${first} ${astray}` });
  });

  it('never cuts a sentence', () => {
    expect(story(long, [first, long])).toMatchObject({ before: '', after: '' });
    expect(story(null, [long, first])).toMatchObject({ before: long });
    expect(story(null, [])).toMatchObject({ before: '' });
  });
});

it('tells the figure that says what an experience took or gave, and no other', () => {
  const figure = {
    label: 'budget',
    value: 5,
    unit: '€',
    role: 'total-cost',
    period: null,
    sentence: null,
  } as const;
  const surface = { ...figure, unit: 'm²', role: 'surface' } as const;
  const people = { ...figure, label: 'Salariés', unit: 'personnes', role: 'people' } as const;
  expect(tellFigure({ figures: [surface, people, figure] })).toEqual({
    measure: '5\u00a0€',
    label: 'budget',
  });
  expect(tellFigure({ figures: [surface, people] })).toEqual({ measure: '5', label: 'salariés' });
  expect(tellFigure({ figures: [surface] })).toBeNull();
});

it('tells first what is about the subject, then one likeness, and no caution among the reasons', () => {
  const codes = ['close-meaning', 'same-words', 'same-setting', 'similar-size', 'state', 'age'] as const;
  const reasons = codes.map((code) => ({ code, text: code }));
  expect(tellWhy(reasons)).toEqual(['same-words', 'same-setting']);
  expect(tellWhy([{ code: 'near-meaning', text: 'a' }])).toEqual(['a']);
});

it('tells first the lever that the answer ranks first', () => {
  const use = (id: string) => ({ id, label: id, what: id });
  const lever = (id: string) => ({ lever: { id, label: id, definition: id, reviewedBy: null } });
  const levers = [use('a'), use('b'), use('c')];
  expect(orderUses({ levers }, [lever('c'), lever('b')]).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});
