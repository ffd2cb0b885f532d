import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgressDisplay } from './progress-display.ts';

/** Builds a display on a stream that records its writes and a manual clock. */
function setUp(isTTY: boolean) {
  let written = '';
  const stream = new Writable({
    write(chunk, _, done) {
      written += String(chunk);
      done();
    },
  });
  let time = 1_000;
  const display = createProgressDisplay({
    stream: Object.assign(stream, { isTTY, columns: 80 }),
    title: 'Indexation',
    items: 'expériences',
    now: () => time,
  });
  return {
    advance(afterMs: number, done: number, total: number) {
      time += afterMs;
      display.advance({ done, total });
    },
    end: () => display.end(),
    written: () => written,
    lines: () => written.split('\n').filter((line) => line !== ''),
  };
}

test('without a terminal, a fast task writes a line at each fifth of the way', () => {
  const { advance, end, lines } = setUp(false);
  for (let done = 1; done <= 10; done += 1) advance(250, done, 10);
  end();
  expect(lines()).toEqual([
    'Indexation : 2/10 expériences · 4,0/s · reste 2 s',
    'Indexation : 4/10 expériences · 4,0/s · reste 2 s',
    'Indexation : 6/10 expériences · 4,0/s · reste 1 s',
    'Indexation : 8/10 expériences · 4,0/s · reste 1 s',
    'Indexation : 10/10 expériences · 4,0/s',
  ]);
});

test('without a terminal, a slow task writes a line at least every five seconds', () => {
  const { advance, lines } = setUp(false);
  for (let done = 1; done <= 5; done += 1) advance(2_500, done, 200);
  expect(lines()).toEqual([
    'Indexation : 2/200 expériences · 0,4/s · reste 8 min 15 s',
    'Indexation : 4/200 expériences · 0,4/s · reste 8 min 10 s',
  ]);
});

test('a task that has nothing to do shows nothing', () => {
  for (const isTTY of [true, false]) {
    const { end, written } = setUp(isTTY);
    end();
    expect(written()).toBe('');
  }
});

test('in a terminal, a bar shows count, rate and time left, then gives the cursor back', () => {
  const { advance, end, written } = setUp(true);
  advance(1_000, 5, 20);
  advance(1_000, 10, 20);
  end();
  expect(written()).toContain('█████░░░░░░░░░░░░░░░ 5/20 expériences · 5,0/s · reste 3 s');
  expect(written()).toContain('██████████░░░░░░░░░░ 10/20 expériences · 5,0/s · reste 2 s');
  expect(written().lastIndexOf('\x1b[?25h')).toBeGreaterThan(written().lastIndexOf('\x1b[?25l'));
});
