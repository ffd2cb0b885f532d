import type { Command } from 'commander';
import { z } from 'zod';
import { explainFailure } from '../application/common/explain-failure.ts';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { personText } from './options.ts';
import { printAnswer, say } from './output.ts';
import { wrap } from './print/layout.ts';
import { action } from './usage-error.ts';

const optionsSchema = z.object({ id: personText(1, 300), json: z.boolean().default(false) });

async function erase({ id, json }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeErasure } = await import('../composition/command-line.ts');
  const { deleteExperience, close } = await composeErasure(config).catch((error: unknown) => {
    if (explainFailure(error)?.code === 'data-folder-locked') {
      say('Le service efface aussi pendant qu’il tourne : DELETE /v1/experiences/<id>?erase=true.');
    }
    throw error;
  });
  try {
    await deleteExperience(id, { isErased: true }, { actor: 'cli', audience: 'members', mayEdit: true });
    printAnswer(json, { erased: id }, () =>
      wrap(
        `Fiche « ${id} » effacée : son texte n’est plus dans la base, et les imports ne la rapporteront pas. Restent les sauvegardes, les exports et sa source : docs/operations/personal-data.md.`,
      ),
    );
    return EXIT.ok;
  } finally {
    await close();
  }
}

export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .description(
      'Efface une fiche et toutes les copies de son texte : corrections, historique, comptes rendus, imports préparés. Ne s’annule pas.',
    )
    .argument('<id>', 'identifiant de la fiche, supprimée ou non')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(optionsSchema, erase, 'id'));
}
