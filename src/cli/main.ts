import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { addCheckSourcesCommand, addEraseCommand, addKeysCommand } from './database-commands.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addExportCommand } from './export-command.ts';
import { addImportCommand } from './import-command.ts';
import { addJudgmentsCommand } from './judgments-command.ts';
import { reportFailure } from './report-failure.ts';
import { addMcpCommand, addRecommendCommand, addReindexCommand } from './service-commands.ts';

export interface CommandLineOptions {
  readonly serve: () => Promise<unknown>;
}

const EPILOGUE = `
Exemples :
  essaimage recommend --territoire 35238 "ouvrir une épicerie solidaire"
  essaimage import conferences.txt --dry-run
  essaimage keys create --scope read:members --label "Espace des membres"

Codes de retour : 0 réussi, 1 erreur, 2 commande mal écrite, 3 rien trouvé, 130 interrompu.
Configuration par variables d’environnement et détails : docs/cli.md.`;

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Utilisation :'],
  ['Arguments:', 'Arguments :'],
  ['Options:', 'Options :'],
  ['Commands:', 'Commandes :'],
]);

/** Reads the commit that was built; that of the repository when the sources run. */
function readCommit(): string {
  try {
    return readFileSync(new URL('../commit', import.meta.url), 'utf8');
  } catch {
    const options = { cwd: import.meta.dirname, encoding: 'utf8' } as const;
    return spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], options).stdout?.trim() || 'commit inconnu';
  }
}

export function createProgram({ serve }: CommandLineOptions): Command {
  const program = new Command('essaimage')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .configureHelp({ styleTitle: (title) => TITLES.get(title) ?? title })
    // reportFailure prints the error in French.
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .description('Trouver ce que d’autres collectivités ont déjà fait avec l’économie sociale et solidaire.')
    .usage('<commande> [options]')
    .version(`${manifest.version} (${readCommit()})`, '-V, --version', 'affiche la version et le commit')
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
  addDoctorCommand(program);
  addReindexCommand(program);
  addImportCommand(program);
  addExportCommand(program);
  addEraseCommand(program);
  addJudgmentsCommand(program);
  addKeysCommand(program);
  addCheckSourcesCommand(program);
  addMcpCommand(program);
  return program;
}

/**
 * Runs one command, given after `essaimage`, and sets the exit code of the process (`EXIT`). A reader that closes the
 * output early, such as `head`, is no error.
 */
export async function runCommandLine(args: readonly string[], options: CommandLineOptions): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  try {
    await createProgram(options).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
