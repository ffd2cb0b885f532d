/**
 * `npm run check`: runs every static check, two at a time; prints the output of each failed check, then one line per
 * check. Exits with 1 when any failed.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CONCURRENCY = 2;
const SLOWEST_FIRST: readonly (readonly [name: string, command: string])[] = [
  ['types', 'tsc -b test/e2e'],
  ['OpenAPI', 'bash scripts/check-openapi.sh'],
  ['code mort', 'knip'],
  ['règles d’import', 'depcruise src web --config'],
  ['tables et migrations', 'node --import tsx scripts/check-tables.ts'],
  ['versions', 'npm run -s versions -- --check'],
  ['style', 'npm run -s lint'],
  ['poids', 'npm run -s weight'],
];

interface Outcome {
  readonly line: string;
  readonly succeeded: boolean;
}

function run([name, command]: (typeof SLOWEST_FIRST)[number]): Promise<Outcome> {
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    // npm puts the folder of the local commands on the PATH.
    const child = spawn(command, { cwd: ROOT, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject).on('close', (code) => {
      const succeeded = code === 0;
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).replace('.', ',');
      if (!succeeded) console.log(`\n── ${name} : ${command}\n${output.trimEnd()}\n`);
      resolve({ succeeded, line: `${succeeded ? '✔' : '✖'} ${name} (${seconds} s)` });
    });
  });
}

const waiting = [...SLOWEST_FIRST];
const outcomes: Outcome[] = [];
async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) outcomes.push(await run(step));
}
await Promise.all(Array.from({ length: CONCURRENCY }, work));
for (const { line } of outcomes) console.log(line);
process.exitCode = outcomes.every(({ succeeded }) => succeeded) ? 0 : 1;
