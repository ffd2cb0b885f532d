/**
 * Scores the pages with Lighthouse, as on a telephone, against the real service and Chromium. Exits with 1 when a score
 * is under its floor. Lighthouse stands apart, in this folder: 120 MB that nothing else needs.
 *
 *   npm run lighthouse                 three times each page; the median counts, since time varies with the machine
 *   npm run lighthouse -- --runs 1
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startSite } from '../../test/e2e/site.ts';
import { ANSWERED } from '../../test/e2e/states.ts';

const CHROMIUM = '/usr/bin/chromium';
const PAGES = [
  { name: 'accueil', path: '/' },
  { name: 'réponse', path: ANSWERED },
  { name: 'fiche', path: '/experiences/flashcoop-mam-cookies-angers' },
  { name: 'levier', path: '/leviers/scic-capital' },
] as const;
/** Lowest scores, out of 100. */
const FLOORS = { accessibility: 100, 'best-practices': 100, performance: 95 } as const;
type Category = keyof typeof FLOORS;
const ATTEMPTS = 3;
const CATEGORIES = ['accessibility', 'best-practices', 'performance'] as const satisfies readonly Category[];

const score = z.number().nullable();
const categorySchema = z.object({
  score,
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
const reportSchema = z.object({
  lhr: z.object({
    categories: z.object({
      accessibility: categorySchema,
      'best-practices': categorySchema,
      performance: categorySchema,
    }),
    audits: z.record(z.string(), z.object({ title: z.string(), score, displayValue: z.string().optional() })),
  }),
});
type Report = z.infer<typeof reportSchema>['lhr'];

const isFunction = (value: unknown) => typeof value === 'function';
const lighthouseSchema = z.object({
  default: z.custom<(url: string, flags: object) => Promise<unknown>>(isFunction),
});
const launcherSchema = z.object({
  launch: z.custom<(options: object) => Promise<{ readonly port: number; kill(): void }>>(isFunction),
});

/** Loads a package of this folder, unknown to the type checker. */
async function loadPackage(name: string): Promise<unknown> {
  return import(name);
}

/** Returns the audits that cost points, with the measure of each. */
function lossesOf({ categories, audits }: Report, category: Category): readonly string[] {
  return categories[category].auditRefs.flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (weight === 0 || audit === undefined || audit.score === null || audit.score === 1) return [];
    const measured = audit.displayValue === undefined ? '' : ` (${audit.displayValue})`;
    return [`${id}${measured} : ${audit.title}`];
  });
}

function scoreOf({ categories }: Report, category: Category): number {
  return Math.round((categories[category].score ?? 0) * 100);
}

function medianOf(reports: readonly Report[], category: Category): Report {
  const sorted = reports.toSorted((one, other) => scoreOf(one, category) - scoreOf(other, category));
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new RangeError('--runs : 1 au moins');
  return median;
}

/** Reads a page, and again when Lighthouse gives no score, as happens on a busy machine. */
async function readPage(path: string): Promise<Report> {
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { lhr } = reportSchema.parse(await lighthouse(`${site.origin}${path}`, flags));
    if (CATEGORIES.every((category) => lhr.categories[category].score !== null)) return lhr;
  }
  throw new Error(`Lighthouse n’a pas pu noter ${path} en ${ATTEMPTS} essais.`);
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const { default: lighthouse } = lighthouseSchema.parse(await loadPackage('lighthouse'));
const { launch } = launcherSchema.parse(await loadPackage('chrome-launcher'));
const site = await startSite();
const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ['--headless=new', '--no-sandbox'] });
let isLow = false;
try {
  for (const { name, path } of PAGES) {
    const reports: Report[] = [];
    for (let run = 0; run < Number(values.runs); run += 1) {
      reports.push(await readPage(path));
    }
    for (const category of CATEGORIES) {
      const report = medianOf(reports, category);
      const reached = scoreOf(report, category);
      if (reached < FLOORS[category]) isLow = true;
      console.log(`${name} · ${category} : ${reached} (plancher ${FLOORS[category]})`);
      for (const loss of lossesOf(report, category)) console.log(`    ${loss}`);
    }
  }
} finally {
  chrome.kill();
  await site.close();
}
process.exitCode = isLow ? 1 : 0;
