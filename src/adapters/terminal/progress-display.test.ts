import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgressDisplay } from './progress-display.ts';

/** Builds a display on a stream that records its writes. */
function setUp(isTTY: boolean) {
  let written = '';
  const stream = new Writable({
    write(chunk, _, done) {
      written += String(chunk);
      done();
    },
  });
  const terminal = Object.assign(stream, { isTTY, columns: 80 });
  const display = createProgressDisplay('Indexation', 'expériences', terminal);
  return { ...display, written: () => written };
}

test('without a terminal, a task writes lines without control characters, the last one at its end', () => {
  const { advance, end, written } = setUp(false);
  for (let done = 1; done <= 10; done += 1) advance({ done, total: 10 });
  end();
  expect(written().trim().split('\n')).toEqual([
    'Indexation\u00a0: ██░░░░░░░░░░░░░░░░░░ 1/10 expériences',
    'Indexation\u00a0: ████████████████████ 10/10 expériences',
  ]);
});

test('a task that has nothing to do shows nothing', () => {
  for (const isTTY of [true, false]) {
    const { end, written } = setUp(isTTY);
    end();
    expect(written()).toBe('');
  }
});

test('in a terminal, a bar shows the count, then gives the cursor back', () => {
  const { advance, end, written } = setUp(true);
  advance({ done: 5, total: 20 });
  advance({ done: 10, total: 20 });
  end();
  expect(written()).toContain('█████░░░░░░░░░░░░░░░ 5/20 expériences');
  expect(written()).toContain('██████████░░░░░░░░░░ 10/20 expériences');
  expect(written().lastIndexOf('\x1b[?25h')).toBeGreaterThan(written().lastIndexOf('\x1b[?25l'));
});
