/**
 * Injects faults into real services and reports which promises they kept:
 *
 *   npm run faults                       each fault in turn
 *   npm run faults -- NAME… [OPTION…]    some of them, with their options
 *
 * Fails when a broken promise cannot be blamed on a busy machine.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const FAULTS = ['postgres-restarted', 'power-cut', 'instance-killed', 'every-route'] as const;

async function runFault(name: string, options: readonly string[]): Promise<boolean> {
  const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...options], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return code === 0;
}

const given = process.argv.slice(2);
const options = given.slice(given.findIndex((each) => each.startsWith('-')) >>> 0);
const names = given.slice(0, given.length - options.length);
const unknown = names.filter((name) => !FAULTS.some((fault) => fault === name));
if (unknown.length > 0) {
  console.error(`Panne inconnue : ${unknown.join(', ')}. Il y a : ${FAULTS.join(', ')}.`);
  process.exit(2);
}
const broken: string[] = [];
for (const name of names.length === 0 ? FAULTS : names) {
  if (!(await runFault(name, options))) broken.push(name);
}
if (broken.length > 0) {
  console.error(`Promesses non tenues : ${broken.join(', ')}.`);
  process.exitCode = 1;
}
