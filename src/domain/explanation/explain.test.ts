import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidate,
  experience,
  experienceTerritory,
  profile,
  question,
} from '../../../test/fakes/experiences.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import { EXPERIENCE_STATES, type Experience } from '../experience/experience.ts';
import { scoreExperiences } from '../matching/score-experiences.ts';

import { type Profile, type Resolved, UNKNOWN } from '../profile/profile.ts';
import { createTextAnalysis } from '../text/terms.ts';
import { type Evoked, explainExperience, quoteEvidence } from './explain.ts';
import type { ExperienceReason } from './reason.ts';

const analyse = createTextAnalysis((word) => word.replace(/s$/, ''));

/** Last reason of a fiche without date. */
const AGE = { code: 'age', year: null, checkedOn: null };

interface Subject {
  readonly experience: Experience;
  readonly cosine: number | null;
}

const subjectOf = (fiche: Partial<Experience>, cosine: number | null = 0.4): Subject => ({
  experience: experience(fiche),
  cosine,
});

const NOTHING_EVOKED: Evoked = { themes: [], levers: [] };

function explain({ experience: subject, cosine }: Subject, asked: Profile, evoked = NOTHING_EVOKED) {
  const stems = [...new Set(analyse(asked.priorities).map((term) => term.stem))];
  const [ranked] = scoreExperiences(
    [candidate(subject, { cosine })],
    question({ profile: asked }),
    ROUND_WEIGHTS,
  );
  if (ranked === undefined) throw new Error('unreachable');
  return explainExperience(subject, ranked.relevance, {
    profile: asked,
    text: asked.priorities,
    evoked,
    stems,
    vouched: new Set(),
    analyse,
  });
}

const placeArb = fc.constantFrom({ code: '23', name: 'Creuse' }, { code: '2A', name: 'Corse-du-Sud' });
const regionArb = fc.constantFrom({ code: '75', name: 'Nouvelle-Aquitaine' }, { code: '94', name: 'Corse' });
const themesArb = fc.subarray(['alimentation', 'energie', 'culture']);
const leversArb = fc.subarray(['locaux', 'foncier']);
const settingArb = fc.constantFrom('rural' as const, 'urban' as const);
const codeArb = fc.constantFrom('23001', '23002');
const kindArb = fc.constantFrom('commune' as const, 'epci' as const);
const populationArb = fc.integer({ min: 0, max: 1e6 });
const orNull = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
const resolvedArb = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<Resolved<T>> =>
  fc.oneof(
    fc.constant(UNKNOWN),
    arb.map((value): Resolved<T> => ({ origin: 'given', value })),
  );

const ficheArb = fc.record({
  themes: themesArb,
  levers: leversArb.map((ids) => ids.map((lever) => ({ lever, what: 'Prête un local.' }))),
  setting: orNull(settingArb),
  year: orNull(fc.integer({ min: 1990, max: 2030 })),
  state: fc.constantFrom(...EXPERIENCE_STATES),
  checkedOn: orNull(fc.constant('2026-03-02')),
  territories: fc.array(
    fc
      .record({
        kind: kindArb,
        code: orNull(codeArb),
        populationCount: orNull(populationArb),
        department: orNull(placeArb),
        region: orNull(regionArb),
      })
      .map(experienceTerritory),
    { maxLength: 2 },
  ),
});

const profileArb = fc.record({
  priorities: fc.constantFrom('une épicerie coopérative', 'nos HABITANTS, le local', 'rien de tout ça', ''),
  themes: themesArb,
  levers: leversArb,
  territory: orNull(codeArb).map((code) => ({ code, name: null })),
  setting: resolvedArb(settingArb),
  kind: resolvedArb(kindArb),
  populationCount: resolvedArb(populationArb),
  department: resolvedArb(placeArb),
  region: resolvedArb(regionArb),
});

const SUBJECT_CODES: readonly ExperienceReason['code'][] = [
  'close-meaning',
  'near-meaning',
  'same-words',
  'same-theme',
  'same-lever',
  'evoked-theme',
  'evoked-lever',
];

/** Checks a reason independently of the code under test. */
function checkAgain(reason: ExperienceReason, subject: Subject, asked: Profile, evoked: Evoked): void {
  const { experience: fiche } = subject;
  const text = `${fiche.title} ${fiche.summary} ${fiche.levers.map(({ what }) => what).join(' ')}`;
  const ratio = (a: number, b: number) => Math.max(a, b) / Math.min(a, b);
  const holds: Readonly<Record<ExperienceReason['code'], () => boolean>> = {
    vouched: () => false,
    'same-theme': () =>
      reason.code === 'same-theme' &&
      reason.themes.length > 0 &&
      reason.themes.every((id) => fiche.themes.includes(id) && asked.themes.includes(id)),
    'same-lever': () =>
      reason.code === 'same-lever' &&
      reason.levers.every(
        (id) => asked.levers.includes(id) && fiche.levers.some(({ lever }) => lever === id),
      ),
    'same-words': () =>
      reason.code === 'same-words' &&
      reason.words.every(
        (word) =>
          asked.priorities.includes(word) &&
          text.toLowerCase().includes(word.toLowerCase().replace(/s$/, '')),
      ),
    'evoked-theme': () =>
      reason.code === 'evoked-theme' &&
      reason.themes.length > 0 &&
      reason.themes.every((id) => fiche.themes.includes(id) && evoked.themes.includes(id)),
    'evoked-lever': () =>
      reason.code === 'evoked-lever' &&
      reason.levers.length > 0 &&
      reason.levers.every(
        (id) => evoked.levers.includes(id) && fiche.levers.some(({ lever }) => lever === id),
      ),
    'close-meaning': () => (subject.cosine ?? 0) > 0.5,
    'near-meaning': () => (subject.cosine ?? 0) < 0.6,
    'own-territory': () =>
      fiche.territories.some(
        ({ code, kind }) => code !== null && code === asked.territory.code && kind === asked.kind.value,
      ),
    'same-setting': () => fiche.setting === asked.setting.value,
    'same-kind': () => fiche.territories.some(({ kind }) => kind === asked.kind.value),
    'similar-size': () =>
      reason.code === 'similar-size' &&
      reason.kind === asked.kind.value &&
      fiche.territories.some(
        ({ kind, populationCount }) => kind === reason.kind && populationCount === reason.populationCount,
      ) &&
      ratio(reason.populationCount, asked.populationCount.value ?? 0) < 2,
    'same-department': () =>
      fiche.territories.some(({ department }) => department?.code === asked.department.value?.code),
    'same-region': () => fiche.territories.some(({ region }) => region?.code === asked.region.value?.code),
    state: () => reason.code === 'state' && reason.state === fiche.state,
    age: () =>
      reason.code === 'age' &&
      reason.checkedOn === fiche.checkedOn &&
      (fiche.source.date ?? String(fiche.year)).startsWith(String(reason.year)),
  };
  expect(holds[reason.code](), reason.code).toBe(true);
}

describe('explainExperience', () => {
  it('says the shared words as the request typed them, then how the territory resembles', () => {
    const subject = subjectOf({
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
      { code: 'same-words', words: ['Épicerie'] },
      { code: 'same-theme', themes: ['alimentation'] },
      { code: 'same-department', name: 'Creuse' },
      { code: 'same-setting', setting: 'rural' },
      AGE,
    ]);
  });

  it('says the themes and levers that the request evokes, once when it also chooses them', () => {
    const subject = subjectOf({
      themes: ['alimentation', 'energie'],
      levers: [{ lever: 'locaux', what: 'Prête une salle.' }],
    });
    const asked = profile({ priorities: 'autre chose entièrement', themes: ['alimentation'] });
    const evoked = { themes: ['alimentation', 'energie', 'culture'], levers: ['locaux', 'foncier'] };
    expect(explain(subject, asked, evoked)).toEqual([
      { code: 'same-theme', themes: ['alimentation'] },
      { code: 'evoked-theme', themes: ['energie'] },
      { code: 'evoked-lever', levers: ['locaux'] },
      AGE,
    ]);
  });

  it('says that the asking territory did it itself, rather than that it is in the same department', () => {
    const department = { code: '23', name: 'Creuse' };
    const subject = subjectOf({ territories: [experienceTerritory({ code: '23001', department })] });
    const asked = (code: string) =>
      profile({
        priorities: 'autre chose entièrement',
        territory: { code, name: null },
        kind: { origin: 'derived', value: 'commune' },
        department: { origin: 'derived', value: department },
      });
    expect(explain(subject, asked('23001'))).toContainEqual({ code: 'own-territory' });
    expect(explain(subject, asked('23002'))).toContainEqual({ code: 'same-department', name: 'Creuse' });
  });

  it('leaves room for a reason about the territory beside many about the subject', () => {
    const subject = subjectOf(
      {
        themes: ['alimentation', 'energie'],
        levers: [{ lever: 'locaux', what: 'Prête un local.' }],
        setting: 'rural',
      },
      0.8,
    );
    const asked = profile({
      themes: ['alimentation'],
      levers: ['locaux'],
      setting: { origin: 'given', value: 'rural' },
    });
    const reasons = explain(subject, asked, { themes: ['energie'], levers: [] });
    expect(reasons.map(({ code }) => code)).toEqual([
      'close-meaning',
      'same-words',
      'same-theme',
      'same-setting',
      'age',
    ]);
  });

  it('says that the subject is near when the fiche shares neither word, theme nor lever', () => {
    const subject = subjectOf({ year: 2021, levers: [{ lever: 'locaux', what: 'Prête un local.' }] });
    expect(explain(subject, profile({ priorities: 'autre chose entièrement' }))).toEqual([
      { code: 'near-meaning' },
      { ...AGE, year: 2021 },
    ]);
  });

  it('says last that the experience stopped, and that its story is old', () => {
    const subject = subjectOf({
      state: 'stopped',
      difficulties: ['Le garage a fermé faute de bénévoles.'],
      year: 2010,
      source: { title: 'Bilan', url: null, publisher: 'Exemple', date: '2013-05' },
    });
    expect(explain(subject, profile({ priorities: 'autre chose entièrement' }))).toEqual([
      { code: 'near-meaning' },
      { code: 'state', state: 'stopped', hasDifficulties: true },
      { code: 'age', year: 2013, checkedOn: null },
    ]);
  });

  it('gives reasons that can be computed again from the profile and the fiche, the first about its subject', () => {
    const evokedArb = fc.record({ themes: themesArb, levers: leversArb });
    const cosineArb = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(ficheArb, profileArb, evokedArb, cosineArb, (fiche, asked, evoked, cosine) => {
        const subject = subjectOf(fiche, cosine);
        const codes = explain(subject, profile(asked), evoked).map((reason) => {
          checkAgain(reason, subject, profile(asked), evoked);
          return reason.code;
        });
        expect(SUBJECT_CODES).toContain(codes[0]);
        expect(codes.filter((code) => code !== 'age' && code !== 'state').length).toBeLessThanOrEqual(4);
        expect(codes.at(-1)).toBe('age');
        expect(codes.includes('state')).toBe(fiche.state !== 'unknown');
        expect(new Set(codes).size).toBe(codes.length);
        // It stands for the lack of any other.
        if (codes.includes('near-meaning')) {
          expect(codes.filter((code) => SUBJECT_CODES.includes(code))).toEqual(['near-meaning']);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('quoteEvidence', () => {
  const passages = [
    { ordinal: 0, quote: 'Début de la fiche.', cosine: 0.7 },
    { ordinal: 3, quote: 'La mairie prête des locaux aux habitants.', cosine: 0.6 },
    { ordinal: 1, quote: 'Autre phrase.', cosine: 0.5 },
  ];

  it('quotes the nearest sentence, not the whole fiche, and marks the forms of the telling words of the question', () => {
    const words = new Map([
      ['local', ['local']],
      ['habitant', ['Habitants', 'habitante']],
      ['locaux', ['locaux']],
      ['mairie', ['mairie']],
    ]);
    const evidence = quoteEvidence(passages, words, analyse);
    expect(evidence?.passage).toBe('La mairie prête des locaux aux habitants.');
    expect(evidence?.highlights.map(([start, end]) => evidence.passage.slice(start, end))).toEqual([
      'locaux',
      'habitants',
    ]);
  });

  it('returns null without passage', () => {
    expect(quoteEvidence([], new Map([['local', ['local']]]), analyse)).toBeNull();
  });
});
