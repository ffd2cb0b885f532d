import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, experienceTerritory, profile, question } from '../../../test/fakes/experiences.ts';
import { scoreExperiences } from '../matching/score-experiences.ts';
import { DEFAULT_WEIGHTS } from '../matching/weights.ts';
import type { Profile } from '../profile/profile.ts';
import { createTextAnalysis } from '../text/terms.ts';
import { explainExperience } from './explain-experience.ts';
import { quoteEvidence } from './quote-evidence.ts';

const analyse = createTextAnalysis((word) => word.replace(/s$/, ''));

function explain(subject: ReturnType<typeof candidate>, asked: Profile) {
  const stems = [...new Set(analyse(asked.priorities).map((term) => term.stem))];
  const [ranked] = scoreExperiences([subject], question({ profile: asked }), DEFAULT_WEIGHTS);
  if (ranked === undefined) throw new Error('unreachable');
  return explainExperience(subject.experience, ranked.breakdown.contributions, {
    profile: asked,
    stems,
    analyse,
  });
}

describe('explainExperience', () => {
  it('says the shared words as the request typed them, then how the territory resembles', () => {
    const subject = candidate({
      setting: 'rural',
      themes: ['alimentation'],
      territories: [
        experienceTerritory({
          populationCount: 900,
          department: { code: '23', name: 'Creuse' },
          region: { code: '75', name: 'Nouvelle-Aquitaine' },
        }),
      ],
    });
    const asked = profile({
      priorities: 'Reprendre notre Épicerie avec les HABITANTS',
      themes: ['alimentation', 'energie'],
      setting: { origin: 'given', value: 'rural' },
      department: { origin: 'derived', value: { code: '23', name: 'Creuse' } },
      region: { origin: 'derived', value: { code: '75', name: 'Nouvelle-Aquitaine' } },
    });
    expect(explain(subject, asked)).toEqual([
      { code: 'same-words', words: ['Épicerie', 'HABITANTS'] },
      { code: 'same-theme', themes: ['alimentation'] },
      { code: 'same-department', name: 'Creuse' },
      { code: 'same-setting', setting: 'rural' },
    ]);
  });

  it('gives two reasons when a documented experience shares nothing else', () => {
    const subject = candidate(
      { year: 2021, levers: [{ lever: 'locaux', what: 'Prête un local.' }] },
      { cosines: [] },
    );
    const reasons = explain(subject, profile({ priorities: 'autre chose entièrement' }));
    expect(reasons).toEqual([
      { code: 'documented-levers', count: 1 },
      { code: 'documented-year', year: 2021 },
    ]);
  });

  it('gives only reasons that can be computed again from the profile and the fiche', () => {
    const themes = fc.uniqueArray(fc.constantFrom<string>('alimentation', 'energie', 'culture'));
    const setting = fc.constantFrom('rural' as const, 'urban' as const);
    fc.assert(
      fc.property(
        themes,
        themes,
        setting,
        setting,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (owned, asked, here, there, size, population) => {
          const subject = candidate({
            themes: owned,
            setting: here,
            year: 2020,
            levers: [{ lever: 'locaux', what: 'Prête un local.' }],
            territories: [experienceTerritory({ populationCount: size })],
          });
          const reasons = explain(
            subject,
            profile({
              themes: asked,
              setting: { origin: 'given', value: there },
              populationCount: { origin: 'given', value: population },
            }),
          );
          expect(reasons.length).toBeGreaterThanOrEqual(2);
          expect(reasons.length).toBeLessThanOrEqual(4);
          for (const reason of reasons) {
            if (reason.code === 'same-theme') {
              for (const id of reason.themes) expect(owned.includes(id) && asked.includes(id)).toBe(true);
            }
            if (reason.code === 'same-setting') expect(here).toBe(there);
            if (reason.code === 'similar-size') {
              expect(Math.max(size, population) / Math.min(size, population)).toBeLessThan(2);
            }
          }
        },
      ),
    );
  });
});

describe('quoteEvidence', () => {
  const passages = [
    { ordinal: 0, quote: 'Début de la fiche.', cosine: 0.7 },
    { ordinal: 3, quote: 'La mairie prête des locaux aux habitants.', cosine: 0.6 },
    { ordinal: 1, quote: 'Autre phrase.', cosine: 0.5 },
  ];

  it('quotes the nearest sentence, not the whole fiche, and marks the words that match after stemming', () => {
    const evidence = quoteEvidence(passages, ['local', 'habitant', 'locaux'], analyse);
    expect(evidence?.passage).toBe('La mairie prête des locaux aux habitants.');
    expect(evidence?.highlights.map(([start, end]) => evidence.passage.slice(start, end))).toEqual([
      'locaux',
      'habitants',
    ]);
  });

  it('has nothing to quote without passage', () => {
    expect(quoteEvidence([], ['local'], analyse)).toBeNull();
  });
});
