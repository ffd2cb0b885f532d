import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate, profile, question } from '../../../test/fakes/experiences.ts';
import { bareLaw, bareLever } from '../../../test/fakes/levers.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import type { Profile } from '../profile/profile.ts';
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
  return scoreExperiences(candidates, question(), ROUND_WEIGHTS);
}

function asking(overrides: Partial<LeverQuestion> = {}): LeverQuestion {
  return {
    levers: LEVERS,
    profile: profile(),
    asked: [],
    cues: new Map(),
    asker: null,
    advice: new Map(),
    ...overrides,
  };
}

const weights = DEFAULT_WEIGHTS.levers;

/** Recommends from experiences that are all shown. */
function recommendFrom(levers: readonly (readonly string[])[], overrides: Partial<LeverQuestion> = {}) {
  const scored = scoredWith(levers);
  return recommendLevers({ shown: scored, nearest: scored }, asking(overrides), weights, 6);
}

const idsOf = (recommended: ReturnType<typeof recommendLevers>) => recommended.map(({ lever }) => lever.id);

describe('recommendLevers', () => {
  it('prefers the levers of the nearest experiences, and gives their ids', () => {
    const [first] = recommendFrom([
      ['locaux', 'subvention'],
      ['locaux'],
      ['locaux', 'scic-capital'],
      ['subvention'],
      [],
    ]);
    expect(first?.lever.id).toBe('locaux');
    expect(first?.evidence).toBe('several-cases');
    expect(first?.supporting).toEqual(['cas-00', 'cas-01', 'cas-02']);
  });

  it('never gives a lever that no case supports, even when it is asked, evoked and named by the model', () => {
    const levers = recommendFrom([['locaux'], ['locaux'], []], {
      asked: ['commande-publique'],
      cues: new Map([['commande-publique', ['cantine']]]),
      advice: new Map([['commande-publique', { text: 9, asker: 0 }]]),
    });
    expect(idsOf(levers)).toEqual(['locaux']);
  });

  it('puts asked levers first, even one that a single case has', () => {
    const levers = recommendFrom(
      [['scic-capital', 'locaux'], ['locaux', 'subvention'], ['subvention'], ['locaux'], []],
      { asked: ['scic-capital', 'subvention'] },
    );
    expect(levers.map(({ lever, evidence }) => [lever.id, evidence])).toEqual([
      ['subvention', 'several-cases'],
      ['scic-capital', 'single-case'],
      ['locaux', 'several-cases'],
    ]);
  });

  it('moves up a lever that the model reads in the request', () => {
    const cases = [['locaux'], ['locaux', 'scic-capital'], ['locaux'], []];
    const read = (scic: number) =>
      new Map([
        ['locaux', { text: -3, asker: 0 }],
        ['scic-capital', { text: scic, asker: 0 }],
      ]);
    expect(idsOf(recommendFrom(cases, { advice: read(-3) }))).toEqual(['locaux', 'scic-capital']);
    expect(idsOf(recommendFrom(cases, { advice: read(4) }))).toEqual(['scic-capital', 'locaux']);
  });

  it('moves up a lever that such an asker is often advised, and says so', () => {
    const cases = [['locaux'], ['locaux', 'subvention'], ['locaux'], []];
    const advice = (asker: number) =>
      new Map(IDS.map((id) => [id, { text: 0.25, asker: id === 'subvention' ? asker : 0 }]));
    const recommend = (effect: number) => recommendFrom(cases, { asker: 'region', advice: advice(effect) });
    expect(idsOf(recommend(0))).toEqual(['locaux', 'subvention']);
    const [first, second] = recommend(0.6);
    expect(first).toMatchObject({ lever: { id: 'subvention' }, usualFor: 'region', advised: 'sometimes' });
    expect(second).toMatchObject({ lever: { id: 'locaux' }, usualFor: null });
  });

  it('counts the cases that the answer shows, and cites them before the further ones', () => {
    const scored = scoredWith([
      ['locaux'],
      ['subvention'],
      ['locaux', 'scic-capital'],
      ['locaux'],
      ['locaux'],
    ]);
    const shown = scored.slice(2, 3);
    const levers = recommendLevers({ shown, nearest: scored }, asking(), weights, 6);
    const found = Object.fromEntries(
      levers.map(({ lever, evidence, caseCount, supporting }) => [
        lever.id,
        { evidence, caseCount, supporting },
      ]),
    );
    expect(found).toEqual({
      locaux: { evidence: 'single-case', caseCount: 1, supporting: ['cas-02', 'cas-00', 'cas-03'] },
      'scic-capital': { evidence: 'single-case', caseCount: 1, supporting: ['cas-02'] },
      subvention: { evidence: 'further-cases', caseCount: 0, supporting: ['cas-01'] },
    });
  });

  it('gives scores in [0, 1] that are the sum of their contributions, best first among those asked or not', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...IDS));
    const logits = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(ids, { maxLength: 20 }),
        ids,
        fc.nat(20),
        logits,
        (levers, asked, count, logit) => {
          const scored = scoredWith(levers);
          const shown = scored.slice(0, count);
          const advice = new Map([['locaux', { text: logit, asker: 0 }]]);
          const result = recommendLevers({ shown, nearest: scored }, asking({ asked, advice }), weights, 6);
          for (const [index, { breakdown, caseCount, asked: isAsked }] of result.entries()) {
            expect(breakdown.score).toBeGreaterThanOrEqual(0);
            expect(breakdown.score).toBeLessThanOrEqual(1);
            const sum = breakdown.contributions.reduce((total, entry) => total + entry.contribution, 0);
            expect(sum).toBeCloseTo(breakdown.score, 12);
            expect(caseCount).toBeLessThanOrEqual(shown.length);
            const next = result[index + 1];
            if (next?.asked === isAsked) expect(next.breakdown.score).toBeLessThanOrEqual(breakdown.score);
            else if (next !== undefined) expect(isAsked).toBe(true);
          }
        },
      ),
    );
  });
});

describe('what the law does to the levers of an answer', () => {
  const conditional = { may: 'conditional', reason: 'Oui dans ses compétences.', ref: 'Article 1' } as const;
  const permission = fc.constantFrom(null, bareLaw({ may: 'yes' }), bareLaw(conditional));

  it('gives to no authority with a statute of its own the rule of its kind', () => {
    const levers = LEVERS.map((lever) => ({ ...lever, law: bareLaw(conditional) }));
    const read = recommendFrom([IDS], {
      levers,
      profile: profile({ kind: { origin: 'given', value: 'region' }, statute: 'CGCT, art. L. 4421-1' }),
    });
    expect(new Set(read.map(({ permission: given }) => given?.may))).toEqual(new Set(['unknown']));
    expect(read[0]?.permission).toMatchObject({ ref: 'CGCT, art. L. 4421-1' });
  });

  it('leaves no lever out, keeps asked ones first, and gives each its permission', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...IDS));
    fc.assert(
      fc.property(
        fc.array(ids, { maxLength: 12 }),
        ids,
        fc.tuple(permission, permission, permission, permission),
        fc.integer({ min: 1, max: 4 }),
        (cases, asked, laws, limit) => {
          const levers = LEVERS.map((lever, index) => ({ ...lever, law: laws[index] ?? null }));
          const scored = scoredWith(cases);
          const answer = (asker: Profile) =>
            recommendLevers(
              { shown: scored, nearest: scored },
              asking({ levers, asked, profile: asker }),
              weights,
              limit,
            );
          const read = answer(profile({ kind: { origin: 'given', value: 'commune' } }));
          expect(idsOf(read).toSorted()).toEqual(idsOf(answer(profile())).toSorted());
          const isAsked = read.map((lever) => lever.asked);
          expect(isAsked).toEqual(isAsked.toSorted().toReversed());
          for (const { lever, permission: given } of read) {
            expect(given).toEqual(lever.law && { kind: 'commune', ...lever.law.whoMay.commune });
          }
        },
      ),
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

  it('keeps a place for the lever that a need is advised first', () => {
    const scored = scoredWith([IDS]);
    const advice = new Map(IDS.map((id, rank) => [id, { text: 0.9 - rank / 10, asker: 0 }]));
    const question = asking({ advice, leading: ['subvention'] });
    const two = recommendLevers({ shown: scored, nearest: scored }, question, weights, 2);
    expect(idsOf(two)).toEqual(['commande-publique', 'subvention']);
  });
});
