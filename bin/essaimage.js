#!/usr/bin/env node
import { register } from 'tsx/esm/api';

register();
const { runCommandLine } = await import('../src/cli/main.ts');
await runCommandLine(process.argv.slice(2), { serve: () => import('../src/main.ts') });
