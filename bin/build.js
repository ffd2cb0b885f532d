// Builds the program and the pages when they are missing or outdated.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { COMMIT, hashSources, isBuilt, ROOT, STAMP } from './built.js';

function hasBuildPackages() {
  try {
    createRequire(import.meta.url).resolve('vite');
    return true;
  } catch {
    return false;
  }
}

if (!isBuilt()) {
  if (!hasBuildPackages()) {
    console.error(
      'Le programme n’est pas construit, ou l’est d’après d’autres sources, et ce qui le construit n’est pas installé. Lancez « npm ci && npm run build », puis « npm prune --omit=dev » si vous voulez la place.',
    );
    process.exit(1);
  }
  rmSync(STAMP, { force: true });
  const hash = hashSources();
  const ends = ['scripts/build.ts', 'web/build.ts'].map((script) =>
    once(spawn(process.execPath, ['--import', 'tsx', script], { cwd: ROOT, stdio: 'inherit' }), 'exit'),
  );
  for (const [status] of await Promise.all(ends)) if (status !== 0) process.exit(1);
  writeFileSync(STAMP, hash);
}
// Without git, that of the environment, or of the last build.
const git = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
const commit = process.env.COMMIT || (git.status === 0 ? git.stdout.trim() : '');
if (commit !== '') writeFileSync(COMMIT, commit);
