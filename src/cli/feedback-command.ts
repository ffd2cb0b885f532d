import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { printAnswer } from './output.ts';
import { printFeedbackReport } from './print/feedback-report.ts';
import { action } from './usage-error.ts';

/** Start of a day, in the local time zone. */
const day = z.iso
  .date('une date AAAA-MM-JJ est attendue, par exemple 2026-01-31')
  .transform((text) => new Date(`${text}T00:00:00`).toISOString());

const reportSchema = z.object({ since: day.nullable().default(null), json: z.boolean().default(false) });

async function report({ since, json }: z.output<typeof reportSchema>): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeFeedbackReport } = await import('../composition/command-line.ts');
  const { reportFeedback, close } = await composeFeedbackReport(config);
  try {
    const found = await reportFeedback(since);
    printAnswer(json, found, printFeedbackReport);
    return found.total.useful + found.total.notUseful === 0 ? EXIT.nothingFound : EXIT.ok;
  } finally {
    await close();
  }
}

export function addFeedbackCommand(program: Command): void {
  program
    .command('feedback')
    .description('Résume les avis donnés sur les expériences et les leviers proposés.')
    .usage('report [options]')
    .command('report')
    .description(
      'Compte les avis par expérience et par levier, réservées aux membres comprises, avec les raisons et les derniers commentaires.',
    )
    .option('--since <date>', 'depuis ce jour compris, AAAA-MM-JJ')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(reportSchema, report));
}
