import { describe, expect, it } from 'vitest';
import { type ExperienceDraft, NOTHING_KNOWN } from '../../src/domain/experience/experience.ts';
import type { ResourceExtraction } from '../../src/domain/resource/resource.ts';
import { resourceOf } from '../../test/ingestion/read-resource.ts';
import { findBrokenIngestionFloors } from './broken-floors.ts';
import { measureExtraction } from './measure-extraction.ts';
import { readTruths, TRUTH_OF_THE_NETWORK, type Truth } from './truth.ts';

const truth: Truth = {
  page: 'page.txt',
  resources: [
    {
      title: 'Une rencontre',
      titles: ['La rencontre'],
      date: '2020-05',
      access: 'members',
      experiences: [
        {
          description: 'Un local prêté',
          territories: [{ code: '44109', kind: 'commune', name: 'Nantes' }],
          toleratedTerritories: ['44'],
          levers: ['locaux', 'subvention'],
          toleratedLevers: ['formation'],
          themes: ['culture'],
          years: [2020],
        },
      ],
    },
  ],
};

function draft(code: string, levers: readonly string[]): ExperienceDraft {
  return {
    ...NOTHING_KNOWN,
    id: code,
    title: `Fiche ${code}`,
    summary: '',
    territories: [
      { name: 'Nantes', kind: 'commune', code, populationCount: null },
      { name: 'Loire-Atlantique', kind: 'departement', code: '44', populationCount: null },
    ],
    year: 2020,
    themes: ['culture'],
    levers: levers.map((lever) => ({ lever, what: '' })),
    source: { title: '', url: null, publisher: '', date: null },
    access: 'members',
  };
}

function extraction(
  title: string,
  drafts: readonly ExperienceDraft[],
  date: string | null = null,
): ResourceExtraction {
  const resource = resourceOf([], { title, access: 'members', date });
  return {
    resource,
    experiences: drafts.map((one) => ({ draft: one, evidence: [], confidence: null })),
    dropped: [],
    notes: [],
  };
}

describe('measureExtraction', () => {
  it('pairs experiences by territory and counts what is missed and what is in excess', () => {
    const measures = measureExtraction(truth, [
      extraction('Une rencontre', [
        draft('35238', ['locaux']),
        draft('44109', ['locaux', 'formation', 'foncier']),
      ]),
    ]);
    expect(measures.experiences.right).toEqual(['Fiche 44109']);
    expect(measures.experiences.wrong).toEqual(['Une rencontre : Fiche 35238']);
    expect(measures.territories.right).toEqual(['Fiche 44109 : commune 44109']);
    expect(measures.levers.right).toEqual(['Fiche 44109 : locaux']);
    expect(measures.levers.missed).toEqual(['Fiche 44109 : subvention']);
    expect(measures.levers.wrong).toEqual(['Fiche 44109 : foncier', 'Une rencontre, Fiche 35238 : locaux']);
  });

  it('keeps the experiences of a resource whose title was misread, and counts the title', () => {
    const measures = measureExtraction(truth, [
      extraction('Gérer les cookies', [draft('44109', ['locaux'])]),
    ]);
    expect(measures.experiences.right).toEqual(['Fiche 44109']);
    expect(measures.titles.wrong).toEqual(['Gérer les cookies, attendu Une rencontre']);
    expect(measures.titles.missed).toHaveLength(1);
    expect(measureExtraction(truth, [extraction('« La rencontre »', [])]).titles.wrong).toEqual([]);
  });

  it('counts a resource that the page does not have, with its experiences', () => {
    const measures = measureExtraction(truth, [
      extraction('Une rencontre', []),
      extraction('Nos partenaires', [draft('35238', ['locaux'])]),
    ]);
    expect(measures.resources.wrong).toEqual(['Nos partenaires']);
    expect(measures.experiences.wrong).toEqual(['Nos partenaires : Fiche 35238']);
  });

  it.each([
    ['2020-05-12', 1, 0, 0],
    ['2020-06-12', 0, 1, 1],
    ['2020', 0, 1, 1],
    [null, 0, 1, 0],
  ])('compares the date %s with a month', (date, right, missed, wrong) => {
    const { dates } = measureExtraction(truth, [extraction('Une rencontre', [], date)]);
    expect([dates.right.length, dates.missed.length, dates.wrong.length]).toEqual([right, missed, wrong]);
  });

  it('loses the experiences of a resource that was not read, and breaks the floors', async () => {
    const measures = measureExtraction(truth, []);
    expect(measures.resources.missed).toHaveLength(1);
    expect(measures.privacy.right).toEqual([]);
    expect(measures.levers.missed).toHaveLength(2);
    const broken = await findBrokenIngestionFloors({ 'network-page': measures });
    expect(broken).toContain('network-page, resources, rappel : 0.000, plancher 1.00');
    expect(broken).toContain('network-page, levers, rappel : 0.000, plancher 0.98');
  });
});

it('reads a truth of ten resources and twelve experiences', async () => {
  const { truths, ignored } = await readTruths(TRUTH_OF_THE_NETWORK);
  const resources = truths.flatMap((one) => one.resources);
  expect(ignored).toEqual([]);
  expect(resources).toHaveLength(10);
  expect(resources.flatMap(({ experiences }) => experiences)).toHaveLength(12);
});
