import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ImportDocuments, ImportOptions } from '../application/import/import-documents.ts';
import { addCommand, EXIT, json, personText, printAnswer, say } from './command.ts';
import { printImportReport } from './print/imports.ts';
import { withService } from './service.ts';
import { writeFile } from './write-file.ts';

/** Number from 0 to 1, with a decimal point or comma. */
const confidence = z
  .string()
  .regex(/^(?:0|0?[.,]\d{1,6}|1(?:[.,]0{1,6})?)$/, 'un nombre de 0 à 1 est attendu')
  .transform((text) => Number(text.replace(',', '.')));

type Report = Awaited<ReturnType<ImportDocuments>>;

function toOrigin(given: string): Parameters<ImportDocuments>[0] {
  return /^https?:\/\//i.test(given) ? { kind: 'url', url: given } : { kind: 'path', path: resolve(given) };
}

/** Shows the progress of the preparation only: reading is short, or of unknown length. */
async function showProgress<T>(run: (onProgress: ImportOptions['onProgress']) => Promise<T>): Promise<T> {
  const { createProgressDisplay } = await import('../composition/compose.ts');
  const display = createProgressDisplay('Import', 'ressources');
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

const options = {
  origin: personText(1, 4_000).meta({
    title: '<fichier>',
    description: 'fichier, dossier ou adresse http(s)',
  }),
  dryRun: z
    .boolean()
    .default(false)
    .meta({ description: 'montre ce qui serait enregistré, sans rien enregistrer' }),
  publishAbove: confidence.nullable().default(null).meta({
    title: '<confiance>',
    description: 'publie sans relecture ce qui est tiré d’une page avec au moins cette confiance, de 0 à 1',
  }),
  propose: z.boolean().default(false).meta({
    description: 'met à relire les fiches toutes faites, au lieu de les publier',
  }),
  access: z.enum(['public', 'members'], 'public ou members est attendu').default('members').meta({
    title: '<accès>',
    description: 'à qui est ouvert ce qui ne le dit pas : public, ou members (sans cette option)',
  }),
  report: z.string().min(1).optional().meta({
    title: '<fichier>',
    description: 'écrit le compte rendu complet, en JSON',
  }),
  json,
};

export function addImportCommand(program: Command): void {
  addCommand(program, {
    name: 'import',
    description:
      'Importe une page, un document (PDF, DOCX, ODT, Markdown), un tableau (XLSX, CSV), un flux, un plan de site, des fiches, un dossier de tout cela, ou un export du service.',
    argument: 'origin',
    options,
    run: ({ origin, dryRun, report: path, json: isJson, propose, ...policy }) =>
      withService(
        async ({ taxonomy }, { administration, signal }) => {
          const report = await showProgress((onProgress) =>
            administration.importDocuments(toOrigin(origin), {
              dryRun,
              policy: { ...policy, publishFiches: !propose },
              actor: 'cli',
              signal,
              onProgress,
            }),
          );
          printAnswer(isJson, report, () => printImportReport(report, taxonomy));
          if (path !== undefined) {
            await writeFile(path, [`${JSON.stringify(report, null, 2)}\n`], '--report');
            say(`Compte rendu complet : ${path}`);
          }
          return isEmpty(report) ? EXIT.nothingFound : EXIT.ok;
        },
        { rebuild: false, onlyMissing: dryRun },
      ),
  });
}
