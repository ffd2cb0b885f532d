import { Counter, type Registry } from 'prom-client';
import { CODES, problemKind } from './problem-catalogue.ts';

/** Counts what is answered by an error, by code: what was refused, and why. */
export function createProblemCounter(registry: Registry): (code: string) => void {
  const problems = new Counter({
    name: 'essaimage_http_problems_total',
    help: 'Réponses d’erreur, par code (voir /errors)',
    labelNames: ['code'],
    registers: [registry],
  });
  // A series that appears with its first event hides it: those that one watches for exist from the start.
  for (const code of CODES) {
    const { status } = problemKind(code);
    if (status === 429 || status >= 500) problems.inc({ code }, 0);
  }
  return (code) => problems.inc({ code });
}
