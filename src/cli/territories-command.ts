import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { integer, kind, personText } from './options.ts';
import { printAnswer } from './output.ts';
import { printSimilarTerritories } from './print/similar-territories.ts';
import { printTerritories } from './print/territories.ts';
import { action, UsageError } from './usage-error.ts';

const optionsSchema = z.object({
  query: personText(1, 200),
  type: kind.optional(),
  limite: integer(1, 50).default(10),
  semblables: z.boolean().default(false),
  json: z.boolean().default(false),
});

type Options = z.output<typeof optionsSchema>;

/** Longest list of similar territories. */
const MAX_SIMILAR = 20;

async function findTerritories({ query, type, limite, json }: Options): Promise<ExitCode> {
  if (type !== undefined)
    throw new UsageError('--type ne sert qu’avec --semblables\u00a0: ajoutez-la, ou retirez --type.');
  const { composeFindTerritories } = await import('../composition/command-line.ts');
  const find = await composeFindTerritories(parseConfig(process.env));
  const found = find(query, limite);
  printAnswer(json, found, printTerritories);
  return found.length === 0 ? EXIT.nothingFound : EXIT.ok;
}

async function findSimilar({ query, type, limite, json }: Options): Promise<ExitCode> {
  if (limite > MAX_SIMILAR) throw new UsageError(`--limite : ${MAX_SIMILAR} au plus avec --semblables`);
  const { composeSimilarTerritories } = await import('../composition/command-line.ts');
  const { findSimilarTerritories, close } = await composeSimilarTerritories(parseConfig(process.env));
  try {
    const asked = { code: query, kind: type, fact: null, limit: limite, audience: 'public' as const };
    printAnswer(json, await findSimilarTerritories(asked), printSimilarTerritories);
    return EXIT.ok;
  } finally {
    await close();
  }
}

export function addTerritoriesCommand(program: Command): void {
  program
    .command('territoires')
    .description('Trouve le code d’un territoire par son nom, son code postal, son code INSEE ou son SIREN.')
    .argument('<nom...>', 'nom, code postal, code INSEE ou SIREN')
    .option('--semblables', 'avec un code INSEE ou un SIREN : les territoires à la même place')
    .option('--type <type>', 'avec --semblables, départage un département et une région de même code')
    .option('--limite <nombre>', 'nombre de territoires, de 1 à 50 (10 si rien n’est dit)')
    .option('--json', 'écrit la réponse en JSON')
    .action(
      action(
        optionsSchema,
        (options) => (options.semblables ? findSimilar(options) : findTerritories(options)),
        'query',
      ),
    );
}
