import { countNoun } from '../../domain/french/formats.ts';
import type {
  ImportPolicy,
  ImportProgress,
  ImportReport,
  JobAttempt,
} from '../../domain/import-job/import-job.ts';
import type { ImportNote } from '../../domain/resource/resource.ts';
import { uploadedListing } from '../../domain/resource/uploaded-listing.ts';
import type { ImportItem, ImportOrigin, ImportReader } from '../../ports/import-reader.ts';
import type { ChangeSource, IndexRecipe, StoredState } from '../../ports/import-store.ts';
import type { FeedbackStore } from '../../ports/public-stores.ts';
import { canonicalJson } from '../common/canonical-json.ts';
import { checkModel, indexNotReady } from '../common/current-index.ts';
import { PIPELINE_VERSION } from '../index/pipeline-version.ts';
import type { PlannedChange } from '../index/prepare-change.ts';
import { createStager, type StagingDependencies } from '../index/stage-changes.ts';
import { type ArrangedItems, arrangeItems, type Pending } from './arrange-items.ts';
import { createDrawer, type DrawingDependencies } from './draw-experiences.ts';
import { asProposals, createHolder } from './hold-published.ts';
import { nameResources } from './name-resources.ts';
import {
  type Brought,
  createImportPlanner,
  inTurn,
  isDone,
  type PlanPublication,
  publishPlan,
} from './plan-import.ts';
import { createSurePublisher } from './publish-sure.ts';
import { reportPlan } from './report-plan.ts';

export type { ImportReport };

export interface ImportOptions {
  /** Reports the changes without storing anything. */
  readonly dryRun: boolean;
  readonly policy: ImportPolicy;
  /** Prefix of the API key, or `cli`; kept in the audit. */
  readonly actor: string;
  /** Job of the import: it must still be running at publication, which ends it. */
  readonly job?: JobAttempt;
  /** Stops the import between two resources; the same import resumes there. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** The job was cancelled or taken over before publication. */
export class ImportWithdrawn extends Error {}

export interface ImportDependencies extends StagingDependencies, Omit<DrawingDependencies, 'store'> {
  readonly reader: ImportReader;
  readonly feedbackStore: FeedbackStore;
  readonly now: () => Date;
}

/**
 * Signs a correction with the actor and the date of the import: only a local file is trusted for its own
 * signatures.
 */
function signed(
  item: ImportItem,
  origin: ImportOrigin,
  { actor }: ImportOptions,
  { now }: ImportDependencies,
): ImportItem {
  if (item.kind !== 'correction' || origin.kind === 'path') return item;
  return { kind: 'correction', correction: { ...item.correction, actor, at: now().toISOString() } };
}

/** Puts uploaded resources in a listing of their sender. */
function attributed(item: ImportItem, origin: ImportOrigin, { actor }: ImportOptions): ImportItem {
  if (origin.kind !== 'content') return item;
  const listing = uploadedListing(actor, origin.name);
  if (item.kind === 'end-of-listing') return { ...item, origin: listing };
  if (item.kind !== 'resource') return item;
  const { resource } = item;
  return { ...item, resource: { ...resource, listing: { ...resource.listing, origin: listing } } };
}

/** Opens what does not say who may read it, when the import says that it is public. */
function opened(item: ImportItem, { policy: { access } }: ImportOptions): readonly ImportItem[] {
  if (access !== 'public') return [item];
  if (item.kind === 'note') return item.note.code === 'access-missing' ? [] : [item];
  if (item.kind === 'resource' && !item.saysAccess)
    return [{ ...item, resource: { ...item.resource, access } }];
  if (item.kind === 'experience' && !item.saysAccess) return [{ ...item, draft: { ...item.draft, access } }];
  return [item];
}

async function readItems(
  origin: ImportOrigin,
  options: ImportOptions,
  dependencies: ImportDependencies,
): Promise<ArrangedItems> {
  const { signal, onProgress } = options;
  const items: ImportItem[] = [];
  const reading = dependencies.reader.read(origin, {
    signal,
    onProgress: ({ done, total }) =>
      onProgress({ phase: 'reading', done, total: total === 0 ? null : total }),
  });
  for await (const item of reading) {
    signal.throwIfAborted();
    const signedItem = signed(item, origin, options, dependencies);
    items.push(...opened(attributed(signedItem, origin, options), options));
  }
  return onlyNewFeedback(arrangeItems(items), dependencies);
}

/** An import that proposes decides of no stored fiche, and publishes none: an export brings corrections that would. */
function withoutDecisions({ corrections, ...arranged }: ArrangedItems, state: StoredState): ArrangedItems {
  const kept = corrections.filter(
    ({ experienceId, field, value }) =>
      !(state.experiences.has(experienceId) || (field === 'status' && value === 'published')),
  );
  const count = corrections.length - kept.length;
  if (count === 0) return { ...arranged, corrections };
  const detail = `${countNoun(count, 'correction est laissée', 'corrections sont laissées')} de côté : cet import propose, il ne décide pas. Sans « --propose », « essaimage import » les reprend.`;
  const note = { code: 'corrections-left', detail, resourceId: null, line: null } as const;
  return { ...arranged, corrections: kept, notes: [...arranged.notes, note] };
}

/** Drops the feedback already stored, which never changes. */
async function onlyNewFeedback(
  arranged: ArrangedItems,
  { feedbackStore }: ImportDependencies,
): Promise<ArrangedItems> {
  const known = await feedbackStore.findKnown(arranged.feedback.map(({ id }) => id));
  return { ...arranged, feedback: arranged.feedback.filter(({ id }) => !known.has(id)) };
}

/**
 * Returns the current recipe, used to prepare imports.
 * @throws DomainError `index-not-ready`, `model-mismatch`
 */
function recipeInForce({ recipe }: StoredState, { embedder }: ImportDependencies): IndexRecipe {
  if (recipe === null || recipe.pipelineVersion !== PIPELINE_VERSION) throw indexNotReady();
  checkModel(recipe.modelId, embedder);
  return recipe;
}

function nameOf(origin: ImportOrigin): string {
  return origin.kind === 'path' ? origin.path : origin.kind === 'url' ? origin.url : origin.name;
}

/** Names the batch after the origin, so that the same import resumes. */
function nameBatch(origin: ImportOrigin, { hash }: ImportDependencies): string {
  return `import-${hash(canonicalJson([origin.kind, nameOf(origin)])).slice(0, 32)}`;
}

/** Extracts the experiences of all resources; `onSource` receives each source as soon as it is ready. */
async function drawAll(
  { pending, ...arranged }: ArrangedItems,
  { signal, onProgress }: ImportOptions,
  draw: ReturnType<typeof createDrawer>,
  onSource: (source: ChangeSource) => Promise<void>,
): Promise<Brought> {
  const notes: ImportNote[] = [];
  const sources: ChangeSource[] = [];
  for (const [position, item] of pending.entries()) {
    signal.throwIfAborted();
    const drawn = await draw(item);
    notes.push(...drawn.notes);
    if (drawn.source !== null) {
      sources.push(drawn.source);
      await onSource(drawn.source);
    }
    onProgress({ phase: 'preparing', done: position + 1, total: pending.length });
  }
  signal.throwIfAborted();
  return { ...arranged, sources, notes: [...arranged.notes, ...notes] };
}

function publicationOf(
  report: ImportReport,
  batch: string,
  origin: ImportOrigin,
  { actor, job }: ImportOptions,
): PlanPublication {
  const { resources, experiences, corrections } = report;
  const after = { resources, experiences, corrections };
  return {
    batch,
    audit: { actor, subject: nameOf(origin), after, action: 'import', before: null },
    job: job === undefined ? null : { ...job, report },
  };
}

/** Stages the missing ones of some changes, in the batch of one import. */
type Stage = (planned: readonly (PlannedChange | null)[]) => Promise<void>;

async function openStage(
  batch: string,
  state: StoredState,
  { dryRun, signal }: ImportOptions,
  dependencies: ImportDependencies,
): Promise<Stage> {
  if (dryRun) return async () => {};
  const recipe = recipeInForce(state, dependencies);
  const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
  return async (planned) => {
    for (const plan of planned) {
      signal.throwIfAborted();
      if (plan !== null && !plan.isStored) await stager.stage(plan.change, plan.storedIds);
    }
  };
}

async function importItems(
  read: ArrangedItems,
  origin: ImportOrigin,
  options: ImportOptions,
  dependencies: ImportDependencies,
): Promise<ImportReport> {
  const { store, hash, feedbackStore } = dependencies;
  const batch = nameBatch(origin, dependencies);
  for (;;) {
    // Read the state first: any later write makes the publication fail.
    const state = await store.loadState();
    const stage = await openStage(batch, state, options, dependencies);
    const { publishAbove, publishFiches } = options.policy;
    const named = nameResources(read, await store.loadIdentities(), hash);
    const arranged = publishFiches ? named : withoutDecisions(named, state);
    const planner = createImportPlanner(state, arranged.corrections, dependencies, publishFiches);
    const publishSure = publishAbove === null ? null : createSurePublisher(publishAbove, state, dependencies);
    // Stage each source as soon as it is extracted, so that an interrupted import resumes there.
    const draw = createDrawer(
      { ...options, keep: !options.dryRun, isErased: planner.isErased },
      dependencies,
    );
    const hold = createHolder(state, dependencies);
    const drawHeld = async (pending: Pending) => {
      const { source, notes } = await draw(pending);
      if (source === null) return { source, notes };
      const isTrusted = pending.isDrawn && publishFiches;
      const held = await hold(pending.isDrawn && !isTrusted ? asProposals(source) : source, isTrusted);
      if (pending.isDrawn || publishSure === null) return { source: held, notes };
      return { source: await publishSure(held, options.signal), notes };
    };
    const brought = await drawAll(arranged, options, drawHeld, (source) => stage([planner.prepare(source)]));
    const plan = await planner.plan(brought, store);
    const report = await reportPlan(plan, options.dryRun, dependencies);
    if (options.dryRun) return report;
    await stage(plan.planned);
    options.signal.throwIfAborted();
    // Before publishing, which ends the job: feedback that failed to be restored would not be tried again.
    await feedbackStore.add(read.feedback);
    if (isDone(plan)) return report;
    const outcome = await publishPlan(plan, publicationOf(report, batch, origin, options), dependencies);
    if (outcome === 'withdrawn') throw new ImportWithdrawn();
    if (outcome === 'published') return report;
    // An edit changed the store meanwhile: prepare again.
  }
}

/**
 * Imports documents: reads them, extracts the experiences of their resources, stages new and changed ones,
 * then publishes at once. Unchanged ones are not written again; resources that left a listing are marked, not
 * deleted. The feedback of an export is restored too. One import runs at a time.
 * Throws DomainError `import-unreadable`, `import-refused`, `index-not-ready`, `model-mismatch`,
 * `corpus-invalid`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`, the reason of
 * `signal`, and ImportWithdrawn.
 */
export function createImportDocuments(dependencies: ImportDependencies) {
  return async (origin: ImportOrigin, options: ImportOptions): Promise<ImportReport> => {
    const read = await readItems(origin, options, dependencies);
    const work = () => importItems(read, origin, options, dependencies);
    return options.dryRun ? work() : inTurn(dependencies.store, options.signal, work);
  };
}

export type ImportDocuments = ReturnType<typeof createImportDocuments>;
