import type { DatabaseState, DataFolderState, Installation } from '../../ports/installation.ts';
import { type Diagnosis, toFailure } from './diagnosis.ts';

/** Expected content of the index; null when unknown. */
export interface ExpectedIndex {
  readonly modelId: string | null;
  readonly experienceCount: number | null;
}

const FIRST_START = 'Le premier démarrage (npm start) s’en charge.';
const NEXT_START = 'Le prochain démarrage (npm start) s’en charge.';

function diagnoseVector({ vector: { installed, available } }: DatabaseState): Diagnosis {
  const check = 'pgvector';
  if (installed !== null) return { check, outcome: 'ok', finding: `version ${installed}`, remedy: null };
  if (available !== null) {
    const finding = `version ${available} disponible, pas encore activée`;
    return { check, outcome: 'warning', finding, remedy: FIRST_START };
  }
  return {
    check,
    outcome: 'failure',
    finding: 'l’extension « vector » manque sur ce serveur',
    remedy: 'Installez pgvector 0.8 ou plus récent (sous Debian : postgresql-17-pgvector).',
  };
}

function diagnoseMigrations({ migrations: { applied, pending, unknown } }: DatabaseState): Diagnosis {
  const check = 'migrations';
  if (unknown > 0) {
    return {
      check,
      outcome: 'failure',
      finding: 'la base vient d’une version plus récente du programme',
      remedy: 'Mettez Essaimage à jour.',
    };
  }
  return pending > 0
    ? { check, outcome: 'warning', finding: `${pending} à appliquer`, remedy: NEXT_START }
    : { check, outcome: 'ok', finding: `à jour (${applied})`, remedy: null };
}

function diagnoseIndex({ index }: DatabaseState, expected: ExpectedIndex): Diagnosis {
  const check = 'index';
  if (index === null) {
    return { check, outcome: 'warning', finding: 'rien n’est encore indexé', remedy: NEXT_START };
  }
  const { modelId, publicVersion, experienceCount } = index;
  if (expected.modelId !== null && expected.modelId !== modelId) {
    return {
      check,
      outcome: 'failure',
      finding: `construit avec le modèle ${modelId}, alors que la configuration demande ${expected.modelId}`,
      remedy: 'Remettez EMBEDDING_MODEL_DIR à sa valeur précédente, ou lancez « essaimage reindex ».',
    };
  }
  const content = `${experienceCount} expériences, modèle ${modelId}`;
  if (publicVersion === null) {
    return { check, outcome: 'warning', finding: `import interrompu : ${content}`, remedy: NEXT_START };
  }
  const isComplete = expected.experienceCount === null || expected.experienceCount === experienceCount;
  return {
    check,
    outcome: isComplete ? 'ok' : 'warning',
    finding: isComplete
      ? `${content}, version ${publicVersion}`
      : `${content}, alors que le corpus en a ${expected.experienceCount}`,
    remedy: isComplete ? null : NEXT_START,
  };
}

/** Diagnoses the database, then pgvector, migrations and index when it could be opened. */
export async function diagnoseDatabase(
  installation: Installation,
  folder: DataFolderState | null,
  expected: ExpectedIndex,
): Promise<readonly Diagnosis[]> {
  const check = 'database';
  if (folder?.lock.state === 'held') {
    const finding = 'pas examinée : le processus qui tient le verrou s’en sert';
    return [{ check, outcome: 'warning', finding, remedy: 'Demandez-lui son état : /health/ready.' }];
  }
  if (folder !== null && !folder.hasDatabase) {
    return [{ check, outcome: 'warning', finding: 'pas encore créée', remedy: FIRST_START }];
  }
  try {
    const state = await installation.inspectDatabase();
    const kind = folder === null ? 'serveur PostgreSQL' : 'PostgreSQL embarqué';
    return [
      { check, outcome: 'ok', finding: `${kind} ${state.serverVersion}`, remedy: null },
      diagnoseVector(state),
      diagnoseMigrations(state),
      diagnoseIndex(state, expected),
    ];
  } catch (error) {
    return [toFailure(check, error)];
  }
}
