import type { Command } from 'commander';
import { z } from 'zod';
import type { RecommendRequest } from '../application/recommend/recommend.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { code, collect, identifiers, integer, kind, personText, setting } from './options.ts';
import { printAnswer, say } from './output.ts';
import { printRecommendation } from './print/recommendation.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';
import { writeFile } from './write-file.ts';

const optionsSchema = z
  .object({
    priorities: personText(3, 2_000).or(z.literal('')),
    territoire: code.optional(),
    type: kind.optional(),
    nom: personText(1, 200).optional(),
    population: integer(1, 100_000_000).optional(),
    contexte: setting.optional(),
    theme: identifiers,
    levier: identifiers,
    limite: integer(1, 50).default(5),
    note: z
      .string()
      .regex(/\.(?:docx|html)$/, 'un fichier .docx ou .html est attendu')
      .optional(),
    json: z.boolean().default(false),
  })
  .refine(({ priorities, theme, levier }) => priorities !== '' || theme.length + levier.length > 0, {
    message:
      'Dites ce que vous cherchez : essaimage recommend --territoire 35238 "ouvrir une épicerie solidaire", ou --theme, ou --levier.',
  })
  .refine(({ territoire, nom }) => territoire === undefined || nom === undefined, {
    message: 'Donnez --territoire (un code) ou --nom (un territoire sans code), pas les deux.',
  });

type Options = z.output<typeof optionsSchema>;

function toRequest({ priorities, theme, levier, limite, ...territory }: Options): RecommendRequest {
  const { territoire, type, nom, population, contexte } = territory;
  const isGiven = [territoire, type, nom, population, contexte].some((part) => part !== undefined);
  return {
    territory: isGiven
      ? {
          code: territoire ?? null,
          kind: type ?? null,
          name: nom ?? null,
          populationCount: population ?? null,
          setting: contexte ?? null,
        }
      : null,
    priorities,
    themes: theme,
    levers: levier,
    exclude: [],
    limit: limite,
    minLevel: 'related',
    mode: 'hybrid',
    audience: 'public',
  };
}

async function recommend(options: Options): Promise<ExitCode> {
  return withService(async ({ recommend, writeNote, taxonomy }) => {
    const answer = await recommend(toRequest(options));
    if (options.note !== undefined) {
      const { content } = await writeNote(answer, {
        format: options.note.endsWith('.docx') ? 'docx' : 'html',
        choice: { experiences: null, levers: null },
        service: null,
      });
      await writeFile(options.note, [content], '--note');
      say(`Note écrite dans ${options.note}.`);
    }
    printAnswer(options.json, answer, () => printRecommendation(answer, taxonomy));
    return answer.experiences.length === 0 ? EXIT.nothingFound : EXIT.ok;
  });
}

export function addRecommendCommand(program: Command): void {
  program
    .command('recommend')
    .description('Trouve les expériences et les leviers qui répondent au besoin d’un territoire.')
    .argument('[priorités...]', 'ce que vous cherchez, en français, entre guillemets')
    .option('--territoire <code>', 'code INSEE ou SIREN de votre territoire')
    .option('--type <type>', 'commune, epci, ept, departement, region ou pays')
    .option('--nom <nom>', 'nom d’un territoire qui n’a pas de code')
    .option('--population <nombre>', 'nombre d’habitants, à la place de celui du registre')
    .option('--contexte <contexte>', 'rural, périurbain, urbain ou mixte, à la place de celui qui est déduit')
    .option('--theme <id>', 'thème voulu ; peut être répété', collect)
    .option('--levier <id>', 'levier voulu ; peut être répété', collect)
    .option('--limite <nombre>', 'nombre d’expériences, de 1 à 50 (5 si rien n’est dit)')
    .option('--note <fichier>', 'écrit aussi la note pour le conseil, en .docx ou en .html')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(optionsSchema, recommend, 'priorities'));
}
