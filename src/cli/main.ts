import { Command } from 'commander';
import { addCheckSourcesCommand } from './check-sources-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addEraseCommand } from './erase-command.ts';
import { addExportCommand } from './export-command.ts';
import { addFeedbackCommand } from './feedback-command.ts';
import { speakFrench } from './french-commander.ts';
import { addImportCommand } from './import-command.ts';
import { addKeysCommand } from './keys-command.ts';
import { addMcpCommand } from './mcp-command.ts';
import { tolerateClosedOutput } from './output.ts';
import { addRecommendCommand } from './recommend-command.ts';
import { addReindexCommand } from './reindex-command.ts';
import { reportFailure } from './report-failure.ts';
import { addSearchCommand } from './search-command.ts';
import { addTerritoriesCommand } from './territories-command.ts';
import { describeVersion } from './version.ts';

export interface CommandLineOptions {
  /** Runs the HTTP service until it is stopped. */
  readonly serve: () => Promise<unknown>;
}

const EPILOGUE = `
Exemples :
  essaimage territoires "redon"
  essaimage recommend --territoire 35238 "ouvrir une épicerie solidaire"
  essaimage search "recyclerie" --contexte rural
  essaimage import conferences.txt --dry-run

Codes de retour : 0 réussi, 1 erreur, 2 commande mal écrite, 3 rien trouvé, 130 interrompu.
Configuration par variables d’environnement et détails : docs/cli.md.`;

export function createProgram({ serve }: CommandLineOptions): Command {
  const program = speakFrench(new Command('essaimage'))
    .description('Trouver ce que d’autres collectivités ont déjà fait avec l’économie sociale et solidaire.')
    .usage('<commande> [options]')
    .version(describeVersion(), '-V, --version', 'affiche la version et le commit')
    .addHelpText('after', EPILOGUE);
  program
    .command('serve')
    .description(
      'Démarre le service HTTP, comme npm start. Il se règle par variables d’environnement : HOST, PORT…',
    )
    .action(async () => {
      await serve();
    });
  addRecommendCommand(program);
  addSearchCommand(program);
  addTerritoriesCommand(program);
  addDoctorCommand(program);
  addReindexCommand(program);
  addImportCommand(program);
  addExportCommand(program);
  addEraseCommand(program);
  addFeedbackCommand(program);
  addKeysCommand(program);
  addCheckSourcesCommand(program);
  addMcpCommand(program);
  return program;
}

/** Runs one command, given after `essaimage`, and sets the exit code of the process; see `exit-code.ts`. */
export async function runCommandLine(args: readonly string[], options: CommandLineOptions): Promise<void> {
  tolerateClosedOutput();
  try {
    await createProgram(options).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
