import { isDomainError } from '../../domain/errors.ts';
import { countNoun, formatDate, joinWithAnd } from '../../domain/french/formats.ts';
import type { IdentityProvider } from '../../ports/access.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { DatabaseContent, DatabaseState } from '../../ports/import-store.ts';
import { CONTRIBUTION_PLACES } from '../../ports/public-stores.ts';
import type { LoadCorpus } from '../../ports/taxonomy.ts';
import { checkModel } from '../common/current-index.ts';
import { explainFailure } from '../common/explain-failure.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';

/** Names of the checks, in the order in which a person would look. */
export const CHECKS = {
  corpus: 'Corpus',
  model: 'Modèle de langue',
  database: 'Base de données',
  migrations: 'Migrations',
  index: 'Index',
  imports: 'Imports',
  accounts: 'Comptes',
  operator: 'Qui exploite',
  contributions: 'Propositions',
  settings: 'Réglages',
} as const;

type Check = keyof typeof CHECKS;

export interface Diagnosis {
  readonly check: Check;
  /** `warning`: nothing is broken, but the operator should know. */
  readonly outcome: 'ok' | 'warning' | 'failure';
  /** In French. */
  readonly finding: string;
  /** In French; null when there is nothing to do, or when `finding` says it. */
  readonly remedy: string | null;
}

export interface DiagnoseDependencies {
  /**
   * Never creates nor migrates anything; null without a database. Locks the folder of an embedded one meanwhile.
   * @throws DomainError `data-folder-locked`, `data-folder-unusable`, `store-unavailable`
   */
  readonly inspectDatabase: () => Promise<DatabaseState | null>;
  /** @throws DomainError `corpus-invalid` */
  readonly loadCorpus: LoadCorpus;
  /** @throws DomainError `model-invalid`, `embedder-unavailable` */
  readonly openEmbedder: () => Promise<Embedder>;
  readonly operator: Readonly<Record<(typeof STATEMENTS)[number][1], string | null>>;
  /** Variables that look like one of ours, each with it. */
  readonly misspelt: readonly { readonly given: string; readonly meant: string }[];
  /** Why the next start would refuse the logo or the colour of the operator, in French; null when it would not. */
  readonly lookProblem: string | null;
  /** Address where the service listens, and its public origin. */
  readonly http: { readonly host: string; readonly publicUrl: string | null };
  /** Identity provider of editors; null when none is configured. */
  readonly identity: {
    readonly issuer: string;
    readonly allowed: readonly string[];
    readonly begin: IdentityProvider['begin'];
  } | null;
}

/** Variables of what the public pages say of the operator. */
const STATEMENTS = [
  ['OPERATOR_NAME', 'name'],
  ['OPERATOR_ADDRESS', 'address'],
  ['OPERATOR_CONTACT', 'contact'],
  ['PUBLICATION_DIRECTOR', 'publicationDirector'],
  ['HOSTING_PROVIDER', 'hostingProvider'],
  ['DATA_LICENCE', 'dataLicence'],
] as const;

const PROBE = 'Comment soutenir une épicerie solidaire ?';

/** Share of the nearest passages under which experiences are missing from answers. */
const LEAST_RECALL = 0.9;

const NEXT_START = 'Le prochain démarrage (npm start) s’en charge.';

const judge =
  (outcome: Diagnosis['outcome']) =>
  (check: Check, finding: string, remedy: string | null = null): Diagnosis => ({
    check,
    outcome,
    finding,
    remedy,
  });
const ok = judge('ok');
const warning = judge('warning');
const failure = judge('failure');

/** @throws `error` itself when it is not a DomainError: a defect is not a diagnosis */
function toFailure(check: Check, error: unknown): Diagnosis {
  const explained = explainFailure(error);
  if (explained === null) throw error;
  return failure(check, explained.message);
}

/** Runs a check; its value is null when it failed. */
async function attempt<T>(check: Check, run: () => Promise<T>, tell: (value: T) => string) {
  try {
    const value = await run();
    return { diagnosis: ok(check, tell(value)), value };
  } catch (error) {
    return { diagnosis: toFailure(check, error), value: null };
  }
}

async function askModel(openEmbedder: DiagnoseDependencies['openEmbedder']) {
  const embedder = await openEmbedder();
  try {
    const { length } = await embedder.embedQuery(PROBE);
    return { modelId: embedder.modelId, dimensions: length };
  } finally {
    await embedder.close();
  }
}

/** Writes « 273 expériences (232 du corpus, 41 importées), modèle …, dernier changement le 25 novembre 2026 ». */
function describe({ state, publicVersion, changedAt }: DatabaseContent): string {
  const total = state.experiences.size;
  const ofCorpus = [...state.experiences.values()].filter(({ origin }) => origin === 'corpus').length;
  const imported = countNoun(total - ofCorpus, 'importée', 'importées');
  return [
    `${countNoun(total, 'expérience', 'expériences')}${ofCorpus === total ? '' : ` (${ofCorpus} du corpus, ${imported})`}`,
    `modèle ${state.recipe?.modelId}`,
    ...(publicVersion === null ? [] : [`version ${publicVersion}`]),
    ...(changedAt === null ? [] : [`dernier changement le ${formatDate(changedAt)}`]),
  ].join(', ');
}

/** @param modelId model of the program; null when it cannot be opened */
function diagnoseIndex(content: DatabaseContent, modelId: string | null): Diagnosis {
  const { state, withoutVectors, recall } = content;
  if (state.recipe === null) return warning('index', 'rien n’est encore indexé', NEXT_START);
  try {
    if (modelId !== null) checkModel(state.recipe.modelId, { modelId });
  } catch (error) {
    return toFailure('index', error);
  }
  const found = describe(content);
  if (withoutVectors > 0) {
    const finding = `${found} ; ${withoutVectors} sans vecteur : la restauration n’est pas entière`;
    const remedy = 'Restaurez de nouveau (docs/operations/backup.md), ou lancez « essaimage reindex ».';
    return failure('index', finding, remedy);
  }
  if (state.recipe.pipelineVersion !== PIPELINE_VERSION) {
    const remedy = `${NEXT_START} Les vecteurs des textes inchangés servent encore.`;
    return warning('index', `${found}, rangées par une autre version du programme`, remedy);
  }
  if (recall !== null && recall < LEAST_RECALL) {
    const finding = `${found} ; il ne retrouve que ${Math.floor(recall * 100)} % des passages les plus proches`;
    return warning('index', finding, 'Reconstruisez-le (docs/operations/capacity.md, « Au-delà »).');
  }
  return ok('index', found);
}

function diagnoseMigrations({ migrations: { applied, pending, unknown } }: DatabaseState): Diagnosis {
  if (unknown > 0) {
    const finding = 'la base vient d’une version plus récente du programme';
    return failure('migrations', finding, 'Mettez Essaimage à jour.');
  }
  if (pending === 0) return ok('migrations', `à jour (${applied})`);
  const remedy = `${NEXT_START} « essaimage doctor » dira ensuite ce que la base contient.`;
  return warning('migrations', `${pending} à appliquer`, remedy);
}

function diagnoseImports({ unfinishedImports: { count, since } }: DatabaseContent): Diagnosis {
  if (since === null) return ok('imports', 'aucun en attente');
  const finding = `${count} en attente ou en cours, le plus ancien demandé le ${formatDate(since)}`;
  const remedy =
    'Le service les fait dès qu’il tourne. Après une restauration, annulez ceux que vous ne voulez plus (DELETE /v1/imports/:id).';
  return warning('imports', finding, remedy);
}

function diagnoseContributions({ heldPlaces }: DatabaseContent): readonly Diagnosis[] {
  if (heldPlaces < CONTRIBUTION_PLACES.all / 2) return [];
  const finding = `${heldPlaces} places prises sur ${CONTRIBUTION_PLACES.all} cette semaine : au-delà, « Proposer une expérience » refuse`;
  return [warning('contributions', finding, 'Relisez-les, ou écartez-les, dans /redaction.')];
}

/** Diagnoses the database, then what it contains when it could be opened. */
async function diagnoseDatabase(
  { inspectDatabase }: DiagnoseDependencies,
  modelId: string | null,
): Promise<readonly Diagnosis[]> {
  try {
    const state = await inspectDatabase();
    if (state === null) return [warning('database', 'pas encore créée', NEXT_START)];
    const { content } = state;
    const opened = [ok('database', `PostgreSQL ${state.serverVersion}`), diagnoseMigrations(state)];
    if (content === null) return opened;
    return [
      ...opened,
      diagnoseIndex(content, modelId),
      diagnoseImports(content),
      ...diagnoseContributions(content),
    ];
  } catch (error) {
    if (!isDomainError(error, 'data-folder-locked') || error.details.pid === null)
      return [toFailure('database', error)];
    const remedy = 'Si c’est le service, demandez-lui son état : /health/ready.';
    return [warning('database', error.message, remedy)];
  }
}

async function diagnoseAccounts({ identity }: DiagnoseDependencies): Promise<readonly Diagnosis[]> {
  if (identity === null) return [];
  const { issuer, allowed, begin } = identity;
  if (allowed.length === 0) return [warning('accounts', `${issuer} : OIDC_ALLOWED n’autorise personne`)];
  const tell = () => `${issuer} répond ; comptes autorisés à rédiger : ${allowed.length}`;
  return [(await attempt('accounts', () => begin('https://essaimage.invalid/'), tell)).diagnosis];
}

function diagnoseOperator({ operator, lookProblem }: DiagnoseDependencies): Diagnosis {
  if (lookProblem !== null) return failure('operator', lookProblem);
  const missing = STATEMENTS.filter(([, field]) => operator[field] === null).map(([variable]) => variable);
  if (missing.length === 0) return ok('operator', 'les pages publiques disent qui publie et qui héberge');
  const finding = `${joinWithAnd(missing)} ${missing.length < 2 ? 'manque' : 'manquent'} : les pages publiques ne peuvent pas le dire`;
  const remedy =
    'La loi demande qui publie, dirige et héberge ; ce qu’il faut écrire dans chaque variable : docs/configuration.md, « Qui exploite le service ».';
  return warning('operator', finding, remedy);
}

const LOOPBACK = /^(?:127\..*|::1|localhost)$/;

/** Settings that do nothing wrong by themselves. */
function diagnoseSettings({ http: { host, publicUrl }, misspelt }: DiagnoseDependencies) {
  const ignored = misspelt.map(({ given, meant }) =>
    warning('settings', `${given} n’est pas une variable d’Essaimage`, `Vouliez-vous écrire ${meant} ?`),
  );
  if (publicUrl !== null || LOOPBACK.test(host)) return ignored;
  const finding = `PUBLIC_URL manque et HOST vaut ${host} : le service croit l’en-tête Host de qui l’appelle`;
  const remedy = 'Donnez son adresse publique dans PUBLIC_URL : les liens et les formulaires en dépendent.';
  return [...ignored, warning('settings', finding, remedy)];
}

/**
 * Checks what the service needs, without changing it. Gives one diagnosis per check; checks that depend on a failed one
 * are left out.
 */
export async function diagnose(dependencies: DiagnoseDependencies): Promise<readonly Diagnosis[]> {
  const { loadCorpus, openEmbedder } = dependencies;
  const corpus = await attempt('corpus', loadCorpus, ({ length }) => `${length} expériences valides`);
  const model = await attempt(
    'model',
    () => askModel(openEmbedder),
    ({ modelId, dimensions }) => `${modelId} (${dimensions} dimensions) répond à une question`,
  );
  return [
    corpus.diagnosis,
    model.diagnosis,
    ...(await diagnoseDatabase(dependencies, model.value?.modelId ?? null)),
    ...(await diagnoseAccounts(dependencies)),
    diagnoseOperator(dependencies),
    ...diagnoseSettings(dependencies),
  ];
}
