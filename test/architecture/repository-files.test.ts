import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const lockFileSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ link: z.literal(true).optional() })),
});

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
  const links = Object.values(packages).filter(({ link }) => link === true);
  expect(links.map(({ resolved }) => resolved)).toEqual([
    'stubs/esm-loader',
    'stubs/onnxruntime-web',
    'stubs/sharp',
  ]);
  for (const locked of Object.values(packages)) {
    delete locked.funding;
    if (locked.link === true) delete locked.resolved;
  }
  const { '': root, ...installed } = packages;
  expect(root).toBeDefined();
  expect(JSON.stringify(installed)).not.toMatch(/"resolved"|"(?:https?|git\+[a-z]+|file|npm):/);
});

// An installation keeps these packages only while their versions are those that transformers.js asks for.
it('keeps two packages of transformers.js out, and says so where they would be called', async () => {
  const { default: sharp } = await import('sharp');
  expect(() => sharp()).toThrow('docs/adr/0001');
  await expect(import('onnxruntime-web')).rejects.toThrow('docs/adr/0001');
});

it('contains no path of one machine', () => {
  expect(listFilesWith('"name": "essaimage"').split('\n')).toContain('package.json');
  expect(listFilesWith('(^|[^A-Za-z0-9._:/-])/(root|home|work)(/|[^A-Za-z0-9_-]|$)')).toBe('');
});
