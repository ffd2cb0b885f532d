import type { Command } from 'commander';
import { CHECKS, type Diagnosis } from '../application/operate/diagnose.ts';
import { parseConfig } from '../config.ts';
import { addCommand, EXIT, json, printAnswer } from './command.ts';
import { green, red, yellow } from './print/layout.ts';

const LABEL_WIDTH = Math.max(...Object.values(CHECKS).map((label) => label.length)) + 2;
const MARGIN = ' '.repeat(LABEL_WIDTH + 2);

const MARKS: Readonly<Record<Diagnosis['outcome'], string>> = {
  ok: green('✔'),
  warning: yellow('!'),
  failure: red('✖'),
};

function conclude(diagnoses: readonly Diagnosis[]): string {
  const failures = diagnoses.filter(({ outcome }) => outcome === 'failure').length;
  if (failures > 0) return `${failures === 1 ? 'Un point est' : `${failures} points sont`} à corriger (✖).`;
  return diagnoses.some(({ outcome }) => outcome === 'warning')
    ? 'Rien n’est cassé ; les points marqués « ! » sont à connaître.'
    : 'Tout va bien.';
}

function printDiagnoses(diagnoses: readonly Diagnosis[]): readonly string[] {
  const lines = diagnoses.flatMap(({ check, outcome, finding, remedy }) => {
    const found = `${MARKS[outcome]} ${CHECKS[check].padEnd(LABEL_WIDTH)}${finding.replaceAll('\n', `\n${MARGIN}`)}`;
    return [found, ...(remedy === null ? [] : [`${MARGIN}→ ${remedy}`])];
  });
  return [...lines, '', conclude(diagnoses)];
}

export function addDoctorCommand(program: Command): void {
  addCommand(program, {
    name: 'doctor',
    description: 'Vérifie ce dont le service a besoin, sans rien y changer, et dit quoi faire.',
    options: { json },
    async run({ json: isJson }) {
      const config = parseConfig(process.env);
      const { diagnoseInstallation } = await import('../composition/doctor.ts');
      const diagnoses = await diagnoseInstallation(config, Object.keys(process.env));
      printAnswer(isJson, diagnoses, printDiagnoses);
      return diagnoses.some(({ outcome }) => outcome === 'failure') ? EXIT.error : EXIT.ok;
    },
  });
}
