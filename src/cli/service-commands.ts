import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { countNoun } from '../domain/french/formats.ts';
import { addCommand, EXIT, json, personText, printAnswer, say } from './command.ts';
import { withService } from './service.ts';

/* Commands that open the whole service, in this process. */

const KINDS = ['commune', 'epci', 'ept', 'departement', 'region', 'pays'] as const;

const question = {
  priorities: personText(3, 2_000).meta({
    title: '<priorités...>',
    description: 'ce que vous cherchez, en français, entre guillemets',
  }),
  territoire: personText(1, 200)
    .nullable()
    .default(null)
    .meta({ title: '<code>', description: 'code INSEE ou SIREN de votre territoire, ou son nom' }),
  type: z
    .enum(KINDS, 'commune, epci, ept, departement, region ou pays est attendu')
    .nullable()
    .default(null)
    .meta({
      title: '<type>',
      description: 'commune, epci, ept, departement, region ou pays : départage un code, ou le remplace',
    }),
  json,
};

export function addRecommendCommand(program: Command): void {
  addCommand(program, {
    name: 'recommend',
    description: 'Trouve les expériences et les leviers qui répondent aux priorités d’un territoire.',
    argument: 'priorities',
    options: question,
    run: ({ priorities, territoire: code, type: kind, json: isJson }) =>
      withService(async ({ recommend, taxonomy }) => {
        // Loaded on demand, like the service.
        const { tellRecommendation } = await import('../http/standard-assistant.ts');
        const asker = { code, kind, name: null, populationCount: null, setting: null };
        const answer = await recommend({
          territory: code === null && kind === null ? null : asker,
          priorities,
          themes: [],
          levers: [],
          exclude: [],
          limit: 10,
          minLevel: 'none',
          audience: 'public',
        });
        const { json: told, text } = tellRecommendation(answer, taxonomy);
        printAnswer(isJson, told, () => [text]);
        return answer.experiences.length === 0 ? EXIT.nothingFound : EXIT.ok;
      }),
  });
}

export function addReindexCommand(program: Command): void {
  addCommand(program, {
    name: 'reindex',
    description: 'Reconstruit tout l’index avec le modèle configuré (EMBEDDING_MODEL_DIR).',
    options: {
      allowEmpty: z
        .boolean()
        .default(false)
        .meta({ description: 'retire les expériences du corpus s’il n’en contient plus aucune' }),
    },
    run: ({ allowEmpty }) =>
      withService(
        async (_, { report }) => {
          say(`Index reconstruit : ${countNoun(report.total, 'expérience', 'expériences')}.`);
          return EXIT.ok;
        },
        { rebuild: true, allowEmpty },
      ),
  });
}

export function addMcpCommand(program: Command): void {
  addCommand(program, {
    name: 'mcp',
    description: 'Répond à un assistant par le protocole MCP, sur l’entrée et la sortie standard.',
    options: {},
    run: async () => {
      const { http: config } = parseConfig(process.env);
      const { openStandardAssistant } = await import('../http/standard-assistant.ts');
      const { serve } = await openStandardAssistant(process.stdin, process.stdout);
      return withService(async (essaimage, { signal }) => {
        await serve({ essaimage, config, log: process.stderr, signal });
        return EXIT.ok;
      });
    },
  });
}
