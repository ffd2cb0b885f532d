import type { Command } from 'commander';
import { EXIT, type ExitCode } from './exit-code.ts';
import { count } from './print/french-formats.ts';
import { say } from './say.ts';
import { withService } from './service.ts';

async function reindex(): Promise<ExitCode> {
  return withService(async (_, { report }) => {
    say(`Index reconstruit : ${count(report.total, 'expérience', 'expériences')}.`);
    return EXIT.ok;
  }, true);
}

/** `essaimage reindex`: rebuilds the index after a change of model. */
export function addReindexCommand(program: Command, end: (code: ExitCode) => void): void {
  program
    .command('reindex')
    .summary('reconstruit l’index avec le modèle configuré')
    .description('Reconstruit tout l’index avec le modèle configuré (EMBEDDING_MODEL_DIR).')
    .action(async () => {
      end(await reindex());
    });
}
