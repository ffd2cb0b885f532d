/**
 * `npm run weight`: prints the lines written by hand in each wing beside the most that `weight.json` allows; exits with
 * 1 when a wing is over. With `--write`, lowers the limits to the lines counted: only a person raises one, with an ADR
 * that gives the reason (docs/adr/0049-the-weight-is-held.md).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const ALLOWED = 'weight.json';
/** A wing and its files; a file belongs to the first wing that names it. The prose of a page counts like its code. */
const WINGS = [
  ['tests', /^test\/(?!architecture\/fixtures\/).*\.(?:ts|py)$|\.test\.ts$/],
  ['src', /^src\/.*\.ts$/],
  ['web', /^web\/(?!api\/schema\.ts$|component\/published\/).*\.(?:tsx?|mjs|css|html|md|twig)$/],
  ['evaluation', /^evaluation\/.*\.ts$/],
  ['bench', /^bench\/.*\.ts$/],
  ['scripts', /^(?:scripts|bin|stubs|\.ci)\/(?!.*\.json$).+/],
] as const;
type Wing = (typeof WINGS)[number][0];

const allowedSchema = z.record(z.enum(WINGS.map(([wing]) => wing)), z.int().nonnegative());

function countLines(): ReadonlyMap<Wing, number> {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { status, stdout, stderr } = spawnSync('git', listing, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const lines = new Map<Wing, number>(WINGS.map(([wing]) => [wing, 0]));
  for (const path of stdout.split('\0')) {
    const wing = WINGS.find(([, files]) => files.test(path))?.[0];
    // A file that was deleted stays listed until that is staged.
    if (wing !== undefined && existsSync(path)) {
      lines.set(wing, (lines.get(wing) ?? 0) + readFileSync(path, 'utf8').split('\n').length - 1);
    }
  }
  return lines;
}

const isWriting = process.argv.includes('--write');
const allowed = allowedSchema.parse(JSON.parse(readFileSync(ALLOWED, 'utf8')));
for (const [wing, lines] of countLines()) {
  const excess = lines - allowed[wing];
  const verdict = excess > 0 ? `${excess} de trop` : `${-excess} de reste`;
  console.log(`${wing.padEnd(10)} ${String(lines).padStart(6)} / ${allowed[wing]} lignes : ${verdict}`);
  if (excess > 0) {
    process.exitCode = 1;
  } else if (isWriting) allowed[wing] = lines;
}
if (isWriting) writeFileSync(ALLOWED, `${JSON.stringify(allowed, null, 2)}\n`);
if (process.exitCode === 1) {
  console.error(
    'Une aile pèse plus que weight.json ne le permet : retirez autant de lignes que vous en ajoutez, ou relevez la limite avec un ADR (docs/adr/0049).',
  );
}
