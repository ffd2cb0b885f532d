#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { isBuilt } from './built.js';

// On a large machine V8 lets a heap grow to four times what lives in it before it collects
// (docs/operations/capacity.md).
setFlagsFromString('--heap-growing-percent=30');
// Only the threads that start later take it.
setFlagsFromString('--max-semi-space-size=4');

/** Chooses the built program, or the sources when they changed since and tsx is installed. */
async function choose() {
  if (isBuilt()) return { folder: 'dist', extension: 'js' };
  try {
    const { register } = await import('tsx/esm/api');
    register();
  } catch {
    console.error(
      'Le programme n’est pas construit, ou l’est d’après d’autres sources. Lancez « npm ci && npm run build », puis recommencez.',
    );
    process.exit(1);
  }
  return { folder: 'src', extension: 'ts' };
}

const { folder, extension } = await choose();
const { runCommandLine } = await import(`../${folder}/cli/main.${extension}`);
await runCommandLine(process.argv.slice(2), { serve: () => import(`../${folder}/main.${extension}`) });
