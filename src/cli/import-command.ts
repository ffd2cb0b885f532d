import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ImportDocuments, ImportOptions } from '../application/import/import-documents.ts';
import { action, EXIT, type ExitCode, personText, printAnswer, say } from './command.ts';
import { printImportReport } from './print/imports.ts';
import { withService } from './service.ts';
import { writeFile } from './write-file.ts';

/** Number from 0 to 1, with a decimal point or comma. */
const confidence = z
  .string()
  .regex(/^(?:0|0?[.,]\d{1,6}|1(?:[.,]0{1,6})?)$/, 'un nombre de 0 à 1 est attendu')
  .transform((text) => Number(text.replace(',', '.')));

const optionsSchema = z.object({
  origin: personText(1, 4_000),
  dryRun: z.boolean().default(false),
  publishAbove: confidence.nullable().default(null),
  access: z.enum(['public', 'members'], 'public ou members est attendu').default('members'),
  report: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

type Options = z.output<typeof optionsSchema>;
type Report = Awaited<ReturnType<ImportDocuments>>;

function toOrigin(given: string): Parameters<ImportDocuments>[0] {
  return /^https?:\/\//i.test(given) ? { kind: 'url', url: given } : { kind: 'path', path: resolve(given) };
}

/** Shows the progress of the preparation only: reading is short, or of unknown length. */
async function showProgress<T>(run: (onProgress: ImportOptions['onProgress']) => Promise<T>): Promise<T> {
  const { createProgressDisplay } = await import('../composition/compose.ts');
  const display = createProgressDisplay({ stream: process.stderr, title: 'Import', items: 'ressources' });
  try {
    return await run(({ phase, done, total }) => {
      if (phase === 'preparing' && total !== null) display.advance({ done, total });
    });
  } finally {
    display.end();
  }
}

function isEmpty({ resources, experiences, feedback }: Report): boolean {
  return [...Object.values(resources), ...Object.values(experiences), feedback].every((count) => count === 0);
}

async function importDocuments({
  origin,
  dryRun,
  publishAbove,
  access,
  report: path,
  json,
}: Options): Promise<ExitCode> {
  return withService(
    async ({ taxonomy }, { administration, signal }) => {
      const report = await showProgress((onProgress) =>
        administration.importDocuments(toOrigin(origin), {
          dryRun,
          policy: { publishAbove, access },
          actor: 'cli',
          signal,
          onProgress,
        }),
      );
      printAnswer(json, report, () => printImportReport(report, taxonomy));
      if (path !== undefined) {
        await writeFile(path, [`${JSON.stringify(report, null, 2)}\n`], '--report');
        say(`Compte rendu complet : ${path}`);
      }
      return isEmpty(report) ? EXIT.nothingFound : EXIT.ok;
    },
    { rebuild: false, onlyMissing: dryRun },
  );
}

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description(
      'Importe une page, un document (PDF, DOCX, ODT, Markdown), un tableau (XLSX, CSV), un flux, un plan de site, des fiches, un dossier de tout cela, ou un export du service.',
    )
    .argument('<fichier>', 'fichier, dossier ou adresse http(s)')
    .option('--dry-run', 'montre ce qui serait enregistré, sans rien enregistrer')
    .option(
      '--publish-above <confiance>',
      'publie sans relecture ce qui est tiré d’une page avec au moins cette confiance, de 0 à 1',
    )
    .option(
      '--access <accès>',
      'à qui est ouvert ce qui ne le dit pas : public, ou members (sans cette option)',
    )
    .option('--report <fichier>', 'écrit le compte rendu complet, en JSON')
    .option('--json', 'écrit le compte rendu en JSON')
    .action(action(optionsSchema, importDocuments, 'origin'));
}
