import { describe, expect, it } from 'vitest';
import { answered, judgedRequest } from '../test/fakes/answered.ts';
import { CASES, type Case, nameOf } from './cases.ts';
import { formatDetails } from './details.ts';
import { describeRecorded, insertSection } from './readme.ts';
import { readRecorded } from './recorded.ts';
import { formatResults } from './report.ts';
import { compareEngines, gather } from './results.ts';

const grades = new Map([['a', 3]]);
const judged = ['w1001', 'w1002', 'w2001'].map((id) =>
  judgedRequest({ id, hand: id.slice(0, 2), sort: 'vague', grades, levers: new Set(['locaux']) }),
);
const run = (experiences: readonly string[]) => {
  const served = judged.map((one) => answered(one, { experiences, levers: ['locaux', 'foncier'] }));
  const answers = { served, full: served };
  return gather(answers, { weights: 'test', model: 'test' }, compareEngines(answers, []));
};
const [results, today] = [run(['a', 'b']), run(['b', 'a'])];
const whole: Case = { set: 'learning', part: 'whole', variant: null, fiches: null };

describe('the report', () => {
  it('puts the measures beside what they were, by sort and by hand', () => {
    const report = formatResults('un jeu', results, today);
    expect(report).toMatch(/nDCG@5\s*│ 0,631 \[0,631 ; 0,631\] │ 1,000 \[1,000 ; 1,000\]/);
    expect(report).toMatch(/vagues\s*│ 3\s*│ 0,631 → 1,000/);
    expect(report).toMatch(/w1\s*│ 2\s*│ 0,631 → 1,000/);
    expect(report).toMatch(/Essaimage, rien de caché\s*│ 1,000/);
    // No request is off topic here.
    expect(report).not.toContain('hors sujet');
  });

  it('details what was expected, where it came, and each criterion', () => {
    const missed = answered(judgedRequest({ id: 'missed', grades, levers: new Set(['locaux']) }), {
      experiences: ['b', 'c', 'a'],
    });
    const declined = answered(judgedRequest({ id: 'off', kind: 'off-topic' }), { status: 'no_match' });
    const details = formatDetails([
      declined,
      answered(judgedRequest({ grades }), { experiences: ['a'] }),
      missed,
    ]);
    const headings = [...details.matchAll(/^── (\S+)/gm)].map(([, id]) => id);
    expect(headings).toEqual(['missed', 'q1', 'off']);
    const [first = ''] = details.split('── q1');
    expect(first).toMatch(/3 +3 +a/);
    expect(first).toMatch(/rang +note +score +semantic +lexical +venu/);
    expect(first).toMatch(/1 +0 +0\.500 +0\.25 \(0\.50\) +0\.25 \(0\.50\) +b/);
    expect(first).toContain('leviers attendus qui ne sont pas venus : locaux');
  });
});

describe('the results in the README', () => {
  const readme = 'Avant\n<!-- results:start -->\nvieux\n<!-- results:end -->\nAprès\n';
  const recorded = { [nameOf(whole)]: { today, after: results } };

  it('replace what stands between the marks, and only that', () => {
    const written = insertSection(readme, 'results', describeRecorded(recorded));
    expect(written).toMatch(/^Avant\n<!-- results:start -->\n/);
    expect(written).toMatch(/<!-- results:end -->\nAprès\n$/);
    expect(written).not.toContain('vieux');
    expect(written).toContain('| nDCG@5 | 0,631 [0,631 ; 0,631] | 1,000 [1,000 ; 1,000] | 3 |');
    expect(insertSection(written, 'results', describeRecorded(recorded))).toBe(written);
  });

  it('are those of the cases that a command measures', async () => {
    const names = CASES.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const name of Object.keys(await readRecorded())) expect(names).toContain(name);
  });

  it.each(['', '<!-- results:end --><!-- results:start -->', `${readme}${readme}`, '<!-- results:start -->'])(
    'are refused without the two marks, once each and in order: %j',
    (text) => {
      expect(() => insertSection(text, 'results', '')).toThrow('results:start');
    },
  );
});
