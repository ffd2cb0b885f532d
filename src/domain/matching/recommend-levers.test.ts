import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, question } from '../../../test/fakes/experiences.ts';
import { bareLever } from '../../../test/fakes/levers.ts';
import { createCueFinder } from './find-cues.ts';
import { type LeverQuestion, recommendLevers } from './recommend-levers.ts';
import { scoreExperiences } from './score-experiences.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const IDS = ['commande-publique', 'locaux', 'scic-capital', 'subvention'];
const LEVERS = IDS.map((id) => bareLever(id));

/** Scores experiences, best first, each with its levers. */
function scoredWith(levers: readonly (readonly string[])[]) {
  const candidates = levers.map((ids, index) =>
    candidate(
      {
        id: `cas-${String(index).padStart(2, '0')}`,
        levers: ids.map((lever) => ({ lever, what: `Fait ${lever}.` })),
      },
      { cosine: 0.75 - index * 0.02 },
    ),
  );
  return scoreExperiences(candidates, question(), DEFAULT_WEIGHTS);
}

function asking(overrides: Partial<LeverQuestion> = {}): LeverQuestion {
  return {
    levers: LEVERS,
    asked: [],
    cues: new Map(),
    baseRates: new Map(IDS.map((id) => [id, 0.2])),
    ...overrides,
  };
}

const weights = DEFAULT_WEIGHTS.levers;

describe('recommendLevers', () => {
  it('prefers the levers of the nearest experiences, and gives their ids', () => {
    const scored = scoredWith([
      ['locaux', 'subvention'],
      ['locaux'],
      ['locaux', 'scic-capital'],
      ['subvention'],
      [],
    ]);
    const [first] = recommendLevers(scored, asking(), weights, 6);
    expect(first?.lever.id).toBe('locaux');
    expect(first?.evidence).toBe('several-cases');
    expect(first?.supporting).toEqual(['cas-00', 'cas-01', 'cas-02']);
  });

  it('never gives a lever that no case supports, even when it is asked and evoked', () => {
    const scored = scoredWith([['locaux'], ['locaux'], []]);
    const levers = recommendLevers(
      scored,
      asking({ asked: ['commande-publique'], cues: new Map([['commande-publique', ['cantine']]]) }),
      weights,
      6,
    );
    expect(levers.map(({ lever }) => lever.id)).toEqual(['locaux']);
  });

  it('puts a single case after several, and asked levers first among equals', () => {
    const scored = scoredWith([
      ['scic-capital', 'locaux'],
      ['locaux', 'subvention'],
      ['subvention'],
      ['locaux'],
      [],
    ]);
    const levers = recommendLevers(scored, asking({ asked: ['scic-capital', 'subvention'] }), weights, 6);
    expect(levers.map(({ lever, evidence }) => [lever.id, evidence])).toEqual([
      ['subvention', 'several-cases'],
      ['locaux', 'several-cases'],
      ['scic-capital', 'single-case'],
    ]);
  });

  it('does not let a lever win by being common everywhere', () => {
    const scored = scoredWith([
      ['subvention', 'locaux'],
      ['subvention', 'locaux'],
      ['subvention', 'locaux'],
      [],
      [],
    ]);
    const baseRates = new Map([...IDS.map((id) => [id, 0.1] as const), ['subvention', 0.8] as const]);
    const [first] = recommendLevers(scored, asking({ baseRates }), weights, 6);
    expect(first?.lever.id).toBe('locaux');
  });

  it('gives scores in [0, 1] that are the sum of their contributions, in order within each evidence', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...IDS));
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 20 }), ids, (levers, asked) => {
        const result = recommendLevers(scoredWith(levers), asking({ asked }), weights, 6);
        for (const { breakdown, caseCount, evidence } of result) {
          expect(breakdown.score).toBeGreaterThanOrEqual(0);
          expect(breakdown.score).toBeLessThanOrEqual(1);
          const sum = breakdown.contributions.reduce((total, entry) => total + entry.contribution, 0);
          expect(sum).toBeCloseTo(breakdown.score, 12);
          expect(evidence).toBe(caseCount >= 2 ? 'several-cases' : 'single-case');
        }
      }),
    );
  });
});

describe('finding cues', () => {
  const taxonomy = [
    { id: 'scic-capital', cues: ['SCIC', 'parts sociales'], otherSenses: [] },
    {
      id: 'locaux',
      cues: ['local', 'tiers-lieu', 'PLU'],
      otherSenses: ['acteur local'],
      turns: ['prete\\w* un hangar'],
    },
  ];

  const findCues = createCueFinder(taxonomy);
  const wordsIn = (text: string) =>
    Object.fromEntries([...findCues(text)].map(([id, words]) => [id, words.map((word) => word.text)]));

  it('finds whole words as typed, ignoring case, accents, hyphens and plural', () => {
    expect(wordsIn('Un Tiers Lieu avec des locals ? PARTS SOCIALES')).toEqual({
      'scic-capital': ['PARTS SOCIALES'],
      locaux: ['Tiers Lieu', 'locals'],
    });
  });

  it('gives the place of the words in a text whose letters fold to more than one, or to none', () => {
    const text = 'Un œil sur l’e\u0301te\u0301 au local';
    const [word] = findCues(text).get('locaux') ?? [];
    expect(word).toEqual({ text: 'local', start: text.length - 5, end: text.length });
  });

  it('finds turns of phrase, to the end of their last word', () => {
    expect(wordsIn('Comment prêter un hangar ?')).toEqual({ locaux: ['prêter un hangar'] });
  });

  it('does not find a cue that has another sense there, but finds it elsewhere', () => {
    expect(wordsIn('un acteur local')).toEqual({});
    expect(wordsIn('un acteur local cherche un local')).toEqual({ locaux: ['local'] });
  });

  it('does not find a cue inside another word, nor an acronym in a plural', () => {
    expect(wordsIn('la localité veut plus de bus')).toEqual({});
  });
});
