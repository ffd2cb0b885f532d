import { CommanderError } from 'commander';
import { explainFailure } from '../application/common/explain-failure.ts';
import { ConfigError, parseConfig } from '../config.ts';
import { EXIT, type ExitCode, Interruption, say, UsageError } from './command.ts';

function reportUsage(message: string): ExitCode {
  say(message);
  say('L’aide : essaimage --help, ou essaimage <commande> --help.');
  return EXIT.usage;
}

function explainCommanderError({ code, message }: CommanderError): string {
  const [, term = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownOption':
      return `L’option ${term} n’existe pas.`;
    case 'commander.unknownCommand':
      return `La commande « ${term} » n’existe pas.`;
    case 'commander.missingArgument':
      return `Il manque un argument : <${term}>.`;
    case 'commander.optionMissingArgument':
      return `Il manque la valeur de l’option ${term}.`;
    case 'commander.excessArguments':
      return 'Il y a trop d’arguments : mettez les textes entre guillemets.';
    default:
      return message;
  }
}

function reportCommanderError(error: CommanderError): ExitCode {
  // After `--help` or `--version`.
  if (error.exitCode === 0) return EXIT.ok;
  // No command was given: commander has printed the help.
  return error.code === 'commander.help' ? EXIT.usage : reportUsage(explainCommanderError(error));
}

/** The lock is usually held by the service, which can answer. */
function adviseToAskService(): string {
  const { host, port } = parseConfig(process.env).http;
  return (
    'Si c’est le service Essaimage, posez-lui votre question :\n' +
    `  curl -sG http://${host}:${port}/v1/recommendations -d territory=35236 --data-urlencode 'priorities=…'`
  );
}

/** Prints the cause and the remedy on standard error; a stack only for a defect. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof CommanderError) return reportCommanderError(error);
  if (error instanceof UsageError) return reportUsage(error.message);
  if (error instanceof Interruption) {
    say('Interrompu. Ce qui est déjà indexé est gardé : la prochaine commande continuera.');
    return EXIT.interrupted;
  }
  if (error instanceof ConfigError) {
    say(error.message);
    return EXIT.error;
  }
  const failure = explainFailure(error);
  if (failure === null) {
    say('Erreur inattendue : c’est un défaut du programme. Signalez-le avec ce qui suit.');
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.error;
  }
  say(failure.message);
  if (failure.code === 'data-folder-locked') say(adviseToAskService());
  return failure.fault === 'request' ? EXIT.usage : EXIT.error;
}
