import type { Command } from 'commander';
import { z } from 'zod';
import { EXIT, type ExitCode } from './exit-code.ts';
import { integer, personText } from './options.ts';
import { printAnswer } from './output.ts';
import { printTerritories } from './print/territories.ts';
import { action } from './usage-error.ts';

const optionsSchema = z.object({
  query: personText(1, 200),
  limite: integer(1, 50).default(10),
  json: z.boolean().default(false),
});

async function findTerritories({ query, limite, json }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  const { composeFindTerritories } = await import('../composition/command-line.ts');
  const find = await composeFindTerritories();
  const found = find(query, limite);
  printAnswer(json, found, printTerritories);
  return found.length === 0 ? EXIT.nothingFound : EXIT.ok;
}

export function addTerritoriesCommand(program: Command): void {
  program
    .command('territoires')
    .description('Trouve le code d’un territoire par son nom, son code postal, son code INSEE ou son SIREN.')
    .argument('<nom...>', 'nom, code postal, code INSEE ou SIREN')
    .option('--limite <nombre>', 'nombre de territoires, de 1 à 50 (10 si rien n’est dit)')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(optionsSchema, findTerritories, 'query'));
}
