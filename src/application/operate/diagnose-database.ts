import { isDomainError } from '../../domain/errors.ts';
import type { ExperienceDraft } from '../../domain/experience/experience.ts';
import { countNoun, formatDate } from '../../domain/french/formats.ts';
import type { DatabaseContent, DatabaseState, StoredState } from '../../ports/import-store.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import type { CorpusDifference } from './compare-corpus.ts';
import { type Diagnosis, failure, ok, toFailure, warning } from './diagnosis.ts';

/** Model and corpus of the program; each null when unknown. */
export interface ExpectedIndex {
  readonly modelId: string | null;
  readonly corpus: readonly ExperienceDraft[] | null;
  readonly compareCorpus: (
    corpus: readonly ExperienceDraft[],
    state: StoredState,
  ) => Promise<CorpusDifference>;
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
  if (pending === 0) return ok(check, `à jour (${applied})`);
  const after = applied === 0 ? '' : ' « essaimage doctor » dira ensuite ce que la base contient.';
  return warning(check, `${pending} à appliquer`, `${NEXT_START}${after}`);
}

const dayOf = (instant: string) => formatDate(instant.slice(0, 10));

/** Writes « 273 expériences (232 du corpus, 41 importées), modèle …, dernier changement le 25 novembre 2026 ». */
function describe({ state, publicVersion, changedAt }: DatabaseContent): string {
  const total = state.experiences.size;
  const ofCorpus = [...state.experiences.values()].filter(({ origin }) => origin === 'corpus').length;
  const origins =
    ofCorpus === total
      ? ''
      : ` (${ofCorpus} du corpus, ${countNoun(total - ofCorpus, 'importée', 'importées')})`;
  const version = publicVersion === null ? '' : `, version ${publicVersion}`;
  const change = changedAt === null ? '' : `, dernier changement le ${dayOf(changedAt)}`;
  return `${countNoun(total, 'expérience', 'expériences')}${origins}, modèle ${state.recipe?.modelId}${version}${change}`;
}

/** Compares with the corpus of the program, which a restored base may be older or newer than. */
async function diagnoseCorpusOf(
  content: DatabaseContent,
  { corpus, compareCorpus }: ExpectedIndex,
): Promise<Diagnosis> {
  const check = 'index';
  const found = describe(content);
  if (corpus === null) return ok(check, found);
  const { written, removed } = await compareCorpus(corpus, content.state);
  if (written + removed === 0) return ok(check, found);
  if (corpus.length === 0) {
    const finding = `${found} ; le corpus est vide, et ${removed} en viennent`;
    const remedy =
      'Le service ne démarrera pas : rendez son contenu à « experiences.json » (CORPUS_DIR). Pour tout retirer, « essaimage reindex --allow-empty ».';
    return failure(check, finding, remedy);
  }
  const finding = `${found} ; d’après le corpus, ${written} à ajouter ou à changer, ${removed} à retirer`;
  return warning(check, finding, NEXT_START);
}

async function diagnoseIndex(content: DatabaseContent, expected: ExpectedIndex): Promise<Diagnosis> {
  const check = 'index';
  const { state, publicVersion, withoutVectors } = content;
  if (state.recipe === null) return warning(check, 'rien n’est encore indexé', NEXT_START);
  const { modelId, pipelineVersion } = state.recipe;
  if (expected.modelId !== null && expected.modelId !== modelId) {
    const finding = `construit avec le modèle ${modelId}, alors que la configuration demande ${expected.modelId}`;
    const remedy = 'Remettez EMBEDDING_MODEL_DIR à sa valeur précédente, ou lancez « essaimage reindex ».';
    return failure(check, finding, remedy);
  }
  const found = describe(content);
  if (publicVersion === null) return warning(check, `import interrompu : ${found}`, NEXT_START);
  if (withoutVectors > 0) {
    const finding = `${found} ; ${withoutVectors} sans vecteur : la restauration n’est pas entière`;
    const remedy = 'Restaurez de nouveau (docs/operations/backup.md), ou lancez « essaimage reindex ».';
    return failure(check, finding, remedy);
  }
  if (pipelineVersion !== PIPELINE_VERSION) {
    const remedy =
      'Le prochain démarrage (npm start) les range de nouveau ; les vecteurs des textes inchangés servent encore.';
    return warning(check, `${found}, rangées par une autre version du programme`, remedy);
  }
  return diagnoseCorpusOf(content, expected);
}

function diagnoseImports({ unfinishedImports: { count, since } }: DatabaseContent): Diagnosis {
  const check = 'imports';
  if (since === null) return ok(check, 'aucun en attente');
  const finding = `${count} en attente ou en cours, le plus ancien demandé le ${dayOf(since)}`;
  const remedy =
    'Le service les fait dès qu’il tourne. Après une restauration, annulez ceux que vous ne voulez plus (DELETE /v1/imports/:id).';
  return warning(check, finding, remedy);
}

function diagnoseKeys({ keyCount }: DatabaseContent): Diagnosis {
  const none = 'aucune ; un export n’en contient pas, elles se recréent par « essaimage keys create »';
  return ok('keys', keyCount === 0 ? none : `${keyCount} en service`);
}

async function diagnoseContent(
  { content, migrations: { applied } }: DatabaseState,
  expected: ExpectedIndex,
): Promise<readonly Diagnosis[]> {
  if (content !== null)
    return [await diagnoseIndex(content, expected), diagnoseImports(content), diagnoseKeys(content)];
  return applied === 0 ? [warning('index', 'rien n’est encore indexé', NEXT_START)] : [];
}

/** Diagnoses the database, then pgvector, migrations and content when it could be opened. */
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
      ...(await diagnoseContent(state, expected)),
    ];
  } catch (error) {
    if (!isDomainError(error, 'data-folder-locked') || error.details.pid === null)
      return [toFailure(check, error)];
    return [warning(check, error.message, 'Si c’est le service, demandez-lui son état : /health/ready.')];
  }
}
