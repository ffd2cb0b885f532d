import type { Command } from 'commander';
import { z } from 'zod';
import type { SearchExperiencesRequest } from '../application/browse/search-experiences.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { code, collect, integer, personText, setting, state } from './options.ts';
import { printAnswer } from './output.ts';
import { printSearchPage } from './print/search-page.ts';
import { withService } from './service.ts';
import { action } from './usage-error.ts';

const optionsSchema = z.object({
  text: personText(0, 500),
  theme: z.array(personText(1, 100)).optional(),
  levier: z.array(personText(1, 100)).optional(),
  contexte: setting.optional(),
  region: code.optional(),
  departement: code.optional(),
  annee: integer(1900, 2100).optional(),
  etat: state.optional(),
  limite: integer(1, 100).default(10),
  json: z.boolean().default(false),
});

type Options = z.output<typeof optionsSchema>;

function toRequest(options: Options): SearchExperiencesRequest {
  const { text, theme, levier, contexte, region, departement, annee, etat, limite } = options;
  return {
    text: text === '' ? null : text,
    filter: {
      themes: theme,
      levers: levier,
      setting: contexte,
      region,
      department: departement,
      year: annee,
      state: etat,
    },
    place: null,
    sort: text === '' ? 'year' : 'relevance',
    after: null,
    limit: limite,
    audience: 'public',
  };
}

async function search(options: Options): Promise<ExitCode> {
  return withService(async ({ searchExperiences }) => {
    const page = await searchExperiences(toRequest(options));
    printAnswer(options.json, page, printSearchPage);
    return page.total === 0 ? EXIT.nothingFound : EXIT.ok;
  });
}

export function addSearchCommand(program: Command): void {
  program
    .command('search')
    .description('Cherche des expériences par mots et par filtres ; sans mots, les liste toutes.')
    .argument('[mots...]', 'mots que la fiche doit contenir')
    .option('--theme <id>', 'thème ; répétée, l’un d’eux', collect)
    .option('--levier <id>', 'levier ; répétée, l’un d’eux', collect)
    .option('--contexte <contexte>', 'rural, périurbain, urbain ou mixte')
    .option('--region <code>', 'code INSEE de la région')
    .option('--departement <code>', 'code INSEE du département')
    .option('--annee <année>', 'année de l’expérience')
    .option('--etat <état>', 'en cours, terminée, arrêtée ou inconnu')
    .option('--limite <nombre>', 'nombre d’expériences, de 1 à 100 (10 si rien n’est dit)')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(optionsSchema, search, 'text'));
}
