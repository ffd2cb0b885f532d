import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const lockFileSchema = z.object({ packages: z.record(z.string(), z.looseObject({})) });

/** Lists the files that match, by `git grep`, ignored files left out. */
function listFilesWith(pattern: string): string {
  const options = [
    'grep',
    '--untracked',
    '-I',
    '-l',
    '-E',
    pattern,
    '--',
    '.',
    ':!models',
    ':!package-lock.json',
  ];
  const { status, stdout, stderr } = spawnSync('git', options, { encoding: 'utf8' });
  // 0: found, 1: not found.
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

it('locks packages without the address of their registry', () => {
  const { packages } = lockFileSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  for (const locked of Object.values(packages)) delete locked.funding;
  expect(JSON.stringify(packages)).not.toMatch(/"resolved"|"(?:https?|git\+[a-z]+|file):/);
});

it('contains no path of one machine', () => {
  expect(listFilesWith('"name": "essaimage"').split('\n')).toContain('package.json');
  expect(listFilesWith('(^|[^A-Za-z0-9._:/-])/(root|home|work)(/|[^A-Za-z0-9_-]|$)')).toBe('');
});
