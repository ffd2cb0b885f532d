import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { printAnswer, printJson } from './output.ts';
import { printDiagnoses } from './print/diagnoses.ts';
import { parseOptions } from './usage-error.ts';

const optionsSchema = z.object({ json: z.boolean().default(false) });

async function diagnose({ json }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeDiagnose } = await import('../composition/doctor.ts');
  const diagnoses = await composeDiagnose(config)();
  if (json) printJson(diagnoses);
  else printAnswer((look) => printDiagnoses(diagnoses, look));
  return diagnoses.some(({ outcome }) => outcome === 'failure') ? EXIT.error : EXIT.ok;
}

/** `essaimage doctor`: checks the installation. */
export function addDoctorCommand(program: Command, end: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .summary('vérifie l’installation et dit quoi faire')
    .description('Vérifie ce dont le service a besoin, sans rien y changer, et dit quoi faire.')
    .option('--json', 'écrit la réponse en JSON')
    .action(async (given: object) => {
      end(await diagnose(parseOptions(optionsSchema, given)));
    });
}
