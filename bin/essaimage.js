#!/usr/bin/env node
import { register } from 'tsx/esm/api';

const args = process.argv.slice(2);
// Packages that are read before the loader is there do not pass through it, and start faster.
const packages = args[0] === 'serve' ? ['fastify', 'drizzle-orm/postgres-js', 'zod', 'pino'] : ['zod'];
await Promise.all(packages.map((name) => import(name)));
register();
const { runCommandLine } = await import('../src/cli/main.ts');
await runCommandLine(args, { serve: () => import('../src/main.ts') });
