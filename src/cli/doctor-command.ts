import type { Command } from 'commander';
import { z } from 'zod';
import { parseConfig } from '../config.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { printAnswer } from './output.ts';
import { printDiagnoses } from './print/diagnoses.ts';
import { action } from './usage-error.ts';

const optionsSchema = z.object({ json: z.boolean().default(false) });

async function diagnose({ json }: z.output<typeof optionsSchema>): Promise<ExitCode> {
  const config = parseConfig(process.env);
  const { composeDiagnose } = await import('../composition/doctor.ts');
  const diagnoses = await composeDiagnose(config)();
  printAnswer(json, diagnoses, printDiagnoses);
  return diagnoses.some(({ outcome }) => outcome === 'failure') ? EXIT.error : EXIT.ok;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('Vérifie ce dont le service a besoin, sans rien y changer, et dit quoi faire.')
    .option('--json', 'écrit la réponse en JSON')
    .action(action(optionsSchema, diagnose));
}
