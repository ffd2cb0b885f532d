import type { Command, CommanderError } from 'commander';

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Utilisation :'],
  ['Arguments:', 'Arguments :'],
  ['Options:', 'Options :'],
  ['Commands:', 'Commandes :'],
]);

/** Sets French help texts and thrown errors, for the program and the commands added afterwards. */
export function speakFrench(program: Command): Command {
  return (
    program
      .helpOption('-h, --help', 'affiche cette aide')
      .helpCommand('help [commande]', 'affiche l’aide d’une commande')
      .configureHelp({ styleTitle: (title) => TITLES.get(title) ?? title })
      // reportFailure prints the error in French.
      .configureOutput({ outputError: () => {} })
      .exitOverride()
  );
}

/** Explains a usage error in French; null after `--help` or `--version`. */
export function explainCommanderError({ code, message, exitCode }: CommanderError): string | null {
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
      return exitCode === 0 ? null : message;
  }
}
