import { isDomainError } from '../../domain/errors.ts';
import type { DatabaseState } from '../../ports/installation.ts';
import { type Diagnosis, failure, ok, toFailure, warning } from './diagnosis.ts';

/** Expected content of the index; null when unknown. */
export interface ExpectedIndex {
  readonly modelId: string | null;
  readonly experienceCount: number | null;
}

const FIRST_START = 'Le premier démarrage (npm start) s’en charge.';
const NEXT_START = 'Le prochain démarrage (npm start) s’en charge.';

function diagnoseVector({ vector: { installed, available } }: DatabaseState): Diagnosis {
  const check = 'pgvector';
  if (installed !== null) return ok(check, `version ${installed}`);
  if (available !== null)
    return warning(check, `version ${available} disponible, pas encore activée`, FIRST_START);
  const remedy = 'Installez pgvector 0.8 ou plus récent (sous Debian : postgresql-17-pgvector).';
  return failure(check, 'l’extension « vector » manque sur ce serveur', remedy);
}

function diagnoseMigrations({ migrations: { applied, pending, unknown } }: DatabaseState): Diagnosis {
  const check = 'migrations';
  if (unknown > 0) {
    const finding = 'la base vient d’une version plus récente du programme';
    return failure(check, finding, 'Mettez Essaimage à jour.');
  }
  return pending > 0
    ? warning(check, `${pending} à appliquer`, NEXT_START)
    : ok(check, `à jour (${applied})`);
}

function diagnoseIndex({ index }: DatabaseState, expected: ExpectedIndex): Diagnosis {
  const check = 'index';
  if (index === null) return warning(check, 'rien n’est encore indexé', NEXT_START);
  const { modelId, publicVersion, experienceCount } = index;
  if (expected.modelId !== null && expected.modelId !== modelId) {
    const finding = `construit avec le modèle ${modelId}, alors que la configuration demande ${expected.modelId}`;
    const remedy = 'Remettez EMBEDDING_MODEL_DIR à sa valeur précédente, ou lancez « essaimage reindex ».';
    return failure(check, finding, remedy);
  }
  const content = `${experienceCount} expériences, modèle ${modelId}`;
  if (publicVersion === null) return warning(check, `import interrompu : ${content}`, NEXT_START);
  if (expected.experienceCount === null || expected.experienceCount === experienceCount)
    return ok(check, `${content}, version ${publicVersion}`);
  return warning(check, `${content}, alors que le corpus en a ${expected.experienceCount}`, NEXT_START);
}

/** Diagnoses the database, then pgvector, migrations and index when it could be opened. */
export async function diagnoseDatabase(
  inspect: () => Promise<DatabaseState | null>,
  expected: ExpectedIndex,
): Promise<readonly Diagnosis[]> {
  const check = 'database';
  try {
    const state = await inspect();
    if (state === null) return [warning(check, 'pas encore créée', FIRST_START)];
    return [
      ok(check, `PostgreSQL ${state.serverVersion}`),
      diagnoseVector(state),
      diagnoseMigrations(state),
      diagnoseIndex(state, expected),
    ];
  } catch (error) {
    if (!isDomainError(error, 'data-folder-locked') || error.details.pid === null)
      return [toFailure(check, error)];
    return [warning(check, error.message, 'Si c’est le service, demandez-lui son état : /health/ready.')];
  }
}
