import type { Check, Diagnosis } from '../../application/operate/diagnosis.ts';
import { green, hang, red, yellow } from './layout.ts';

const CHECK_LABELS: Readonly<Record<Check, string>> = {
  corpus: 'Corpus',
  model: 'Modèle de langue',
  database: 'Base de données',
  pgvector: 'pgvector',
  migrations: 'Migrations',
  index: 'Index',
  imports: 'Imports',
  keys: 'Clés',
  accounts: 'Comptes',
  operator: 'Qui exploite',
};

const LABEL_WIDTH = Math.max(...Object.values(CHECK_LABELS).map((label) => label.length)) + 2;

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

export function printDiagnoses(diagnoses: readonly Diagnosis[]): readonly string[] {
  const lines = diagnoses.flatMap(({ check, outcome, finding, remedy }) => {
    const label = `${MARKS[outcome]} ${CHECK_LABELS[check].padEnd(LABEL_WIDTH)}`;
    const margin = ' '.repeat(LABEL_WIDTH + 2);
    const found = finding.split('\n').flatMap((line, index) => hang(index === 0 ? label : margin, line));
    return [...found, ...(remedy === null ? [] : hang(`${margin}→ `, remedy))];
  });
  return [...lines, '', conclude(diagnoses)];
}
