import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import manifest from '../../package.json' with { type: 'json' };

/** Reads the commit that was built; that of the repository when the sources run. */
function readCommit(): string {
  try {
    return readFileSync(new URL('../commit', import.meta.url), 'utf8');
  } catch {
    const options = { cwd: import.meta.dirname, encoding: 'utf8' } as const;
    return spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], options).stdout?.trim() || 'commit inconnu';
  }
}

/** Version of the package and its commit: « 0.1.0 (6571a3512345) ». */
export function describeVersion(): string {
  return `${manifest.version} (${readCommit()})`;
}
