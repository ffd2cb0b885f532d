import type { Command } from 'commander';
import { z } from 'zod';
import { countNoun } from '../domain/french/sentences.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { say } from './output.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';

async function reindex(): Promise<ExitCode> {
  return withService(async (_, { report }) => {
    say(`Index reconstruit : ${countNoun(report.total, 'expérience', 'expériences')}.`);
    return EXIT.ok;
  }, true);
}

export function addReindexCommand(program: Command): void {
  program
    .command('reindex')
    .description('Reconstruit tout l’index avec le modèle configuré (EMBEDDING_MODEL_DIR).')
    .action(action(z.object({}), reindex));
}
