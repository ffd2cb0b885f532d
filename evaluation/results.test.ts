import { describe, expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { formatDetails } from './details.ts';
import { type EngineRun, runOfAnswers } from './engines.ts';
import { measure, rankingValues } from './measure.ts';
import { drawEngines } from './plot.ts';
import { describeResults, insertSection } from './readme.ts';
import { formatResults } from './report.ts';
import type { Vocabulary } from './request-groups.ts';
import { compareEngines, compareWithBestLeg, type EvaluationResults, measureGroups } from './results.ts';

const grades = new Map([['a', 3]]);
const answers = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'].map((id) =>
  answered(judgedRequest({ id, grades, levers: new Set(['locaux']) }), {
    experiences: ['a', 'b'],
    levers: ['locaux', 'foncier'],
  }),
);
const service = runOfAnswers(answers);
const engineOf = (engine: EngineRun['engine'], ids: readonly string[]): EngineRun => ({
  engine,
  values: new Map(answers.map(({ judged }) => [judged.id, rankingValues(ids, grades)])),
});
const engines = compareEngines([
  engineOf('random', ['x']),
  engineOf('lexical', ['b', 'a']),
  engineOf('semantic', ['a', 'b']),
  service,
]);
const vocabulary: Vocabulary = {
  spelled: new Set(),
  folded: new Set(),
  stems: new Set(),
  stem: (word) => word,
  findLeverCues: () => new Map(),
  findThemeCues: () => new Map(),
};
const results: EvaluationResults = {
  ...measure(answers),
  ranking: { version: 'test', model: 'test' },
  requestCount: answers.length,
  crossValidated: null,
  groups: measureGroups(answers, vocabulary),
  engines,
  bestLeg: compareWithBestLeg(engines),
  reference: null,
};

describe('engines side by side', () => {
  it('put the service first, and each other one against it', () => {
    expect(engines.map(({ engine }) => engine)).toEqual(['essaimage', 'semantic', 'lexical', 'random']);
    const [own, semantic, lexical] = engines;
    expect(own?.comparison).toBeNull();
    expect(semantic?.comparison?.mrr).toMatchObject({ difference: 0, pValue: 1 });
    expect(lexical?.comparison?.mrr.difference).toBeCloseTo(-0.5);
    // Six differences of the same sign: 2 chances in 64.
    expect(lexical?.comparison?.mrr.pValue).toBeCloseTo(2 / 64, 2);
  });

  it('compare the service with its better leg', () => {
    expect(results.bestLeg).toEqual({ leg: 'semantic', ratio: 1 });
  });

  it('are drawn with their names and their means', async () => {
    const svg = await drawEngines(engines);
    expect(svg).toMatch(/^<svg /);
    for (const text of ['Essaimage', 'sémantique seul', 'lexical seul', 'hasard', 'nDCG@5', '0,500'])
      expect(svg).toContain(`${text}`);
  });
});

describe('the report', () => {
  it('shows the measures, the groups and the engines', () => {
    const report = formatResults(results);
    expect(report).toMatch(/expériences, MRR\s*│ 1,000/);
    expect(report).toMatch(/sans thème ni levier choisi\s*│ 6/);
    expect(report).toMatch(/hasard\s*│ 0,000/);
    expect(report).toContain('1,00 fois celui de sa meilleure jambe seule (sémantique seul, qui ne lit pas');
    // No request is off topic here.
    expect(report).toMatch(/hors sujet écartées\s*│ —/);
  });

  it('details what was expected, where it came, and each criterion', () => {
    const missed = answered(judgedRequest({ id: 'missed', grades, levers: new Set(['locaux']) }), {
      experiences: ['b', 'c', 'a'],
    });
    const declined = answered(judgedRequest({ id: 'off', kind: 'off-topic' }), { status: 'no_match' });
    const details = formatDetails([declined, ...answers, missed], vocabulary);
    const headings = [...details.matchAll(/^── (\S+)/gm)].map(([, id]) => id);
    expect(headings).toEqual(['missed', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'off']);
    const [first = ''] = details.split('── q1');
    expect(first).toMatch(/3 +3 +a/);
    expect(first).toMatch(/rang +note +score +semantic +lexical +venu/);
    expect(first).toMatch(/1 +0 +0\.500 +0\.25 \(0\.50\) +0\.25 \(0\.50\) +b/);
    expect(first).toContain('leviers attendus qui ne sont pas venus : locaux');
  });
});

describe('the results in the README', () => {
  const readme = 'Avant\n<!-- results:start -->\nvieux\n<!-- results:end -->\nAprès\n';

  it('replace what stands between the marks, and only that', () => {
    const written = insertSection(readme, 'results', describeResults(results));
    expect(written).toMatch(/^Avant\n<!-- results:start -->\n/);
    expect(written).toMatch(/<!-- results:end -->\nAprès\n$/);
    expect(written).not.toContain('vieux');
    expect(written).toContain('| expériences, MRR | 1,000 | [1,000 ; 1,000] | 6 |');
    expect(insertSection(written, 'results', describeResults(results))).toBe(written);
  });

  it.each(['', '<!-- results:end --><!-- results:start -->', `${readme}${readme}`, '<!-- results:start -->'])(
    'are refused without the two marks, once each and in order: %j',
    (text) => {
      expect(() => insertSection(text, 'results', '')).toThrow('results:start');
    },
  );
});
