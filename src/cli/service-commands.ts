import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { countNoun } from '../domain/french/sentences.ts';
import { action, EXIT, type ExitCode, personText, printAnswer, say } from './command.ts';
import { printRecommendation } from './print/recommendation.ts';
import { withService } from './service.ts';

/* Commands that open the whole service, in this process. */

const questionSchema = z.object({
  priorities: personText(3, 2_000),
  territoire: personText(1, 20).nullable().default(null),
  type: z
    .enum(
      ['commune', 'epci', 'ept', 'departement', 'region', 'pays'],
      'commune, epci, ept, departement, region ou pays est attendu',
    )
    .nullable()
    .default(null),
  json: z.boolean().default(false),
});

function recommend({
  priorities,
  territoire: code,
  type: kind,
  json,
}: z.output<typeof questionSchema>): Promise<ExitCode> {
  const asker = { code, kind, name: null, populationCount: null, setting: null };
  return withService(async (essaimage) => {
    const answer = await essaimage.recommend({
      territory: code === null && kind === null ? null : asker,
      priorities,
      themes: [],
      levers: [],
      exclude: [],
      limit: 5,
      minLevel: 'related',
      mode: 'hybrid',
      audience: 'public',
    });
    printAnswer(json, answer, () => printRecommendation(answer, essaimage.taxonomy));
    return answer.experiences.length === 0 ? EXIT.nothingFound : EXIT.ok;
  });
}

export function addRecommendCommand(program: Command): void {
  program
    .command('recommend')
    .description('Trouve les expériences et les leviers qui répondent au besoin d’un territoire.')
    .argument('<priorités...>', 'ce que vous cherchez, en français, entre guillemets')
    .option('--territoire <code>', 'code INSEE ou SIREN de votre territoire')
    .option(
      '--type <type>',
      'commune, epci, ept, departement, region ou pays : départage un code, ou le remplace',
    )
    .option('--json', 'écrit la réponse en JSON')
    .action(action(questionSchema, recommend, 'priorities'));
}

const reindexSchema = z.object({ allowEmpty: z.boolean().default(false) });

function reindex({ allowEmpty }: z.output<typeof reindexSchema>): Promise<ExitCode> {
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
    .action(action(reindexSchema, reindex));
}

function serveAssistant(): Promise<ExitCode> {
  return withService(async (essaimage, { signal }) => {
    // Loaded on demand, like the service.
    const { serveStandardAssistant } = await import('../http/standard-assistant.ts');
    await serveStandardAssistant({
      essaimage,
      config: parseConfig(process.env).http,
      input: process.stdin,
      output: process.stdout,
      log: process.stderr,
      signal,
    });
    return EXIT.ok;
  });
}

export function addMcpCommand(program: Command): void {
  program
    .command('mcp')
    .description('Répond à un assistant par le protocole MCP, sur l’entrée et la sortie standard.')
    .action(action(z.object({}), serveAssistant));
}
