import { Counter, type Registry } from 'prom-client';
import { CODES, statusOf } from './problem-catalogue.ts';

export function createProblemCounter(registry: Registry): (code: string) => void {
  const problems = new Counter({
    name: 'essaimage_http_problems_total',
    help: 'Réponses d’erreur, par code (voir /errors)',
    labelNames: ['code'],
    registers: [registry],
  });
  // Prometheus' `increase` misses the event that creates a series: those that alerts read start at 0.
  for (const code of CODES) {
    const status = statusOf(code);
    if (status === 429 || status >= 500) problems.inc({ code }, 0);
  }
  return (code) => problems.inc({ code });
}
