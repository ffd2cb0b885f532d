import type { Command, CommanderError } from 'commander';

const TITLES: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Utilisation :'],
  ['Arguments:', 'Arguments :'],
  ['Options:', 'Options :'],
  ['Commands:', 'Commandes :'],
]);

/** Makes a program, and the commands added to it afterwards, speak French and throw its errors. */
export function speakFrench(program: Command): Command {
  return program
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .configureHelp({ styleTitle: (title) => TITLES.get(title) ?? title })
    .configureOutput({
      outputError: () => {
        // Told in French by whoever catches it.
      },
    })
    .exitOverride();
}

/** The term that commander quotes in its message: an option, an argument, a command. */
function quotedTerm(message: string): string {
  return /'([^']*)'/.exec(message)?.[1] ?? '';
}

/** What was wrong with what was typed, in French; null when the person only asked for help or version. */
export function explainCommanderError({ code, message, exitCode }: CommanderError): string | null {
  const term = quotedTerm(message);
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
