import type { Command } from 'commander';
import { z } from 'zod';
import { countNoun } from '../domain/french/formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { say } from './output.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';

const optionsSchema = z.object({ allowEmpty: z.boolean().default(false) });

async function reindex({ allowEmpty }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  return withService(
    async (_, { report }) => {
      say(`Index reconstruit : ${countNoun(report.total, 'expérience', 'expériences')}.`);
      return EXIT.ok;
    },
    { rebuild: true, allowEmpty },
  );
}

export function addReindexCommand(program: Command): void {
  program
    .command('reindex')
    .description('Reconstruit tout l’index avec le modèle configuré (EMBEDDING_MODEL_DIR).')
    .option('--allow-empty', 'retire les expériences du corpus s’il n’en contient plus aucune')
    .action(action(optionsSchema, reindex));
}
