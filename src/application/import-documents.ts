import type { ImportProgress } from '../domain/import-job/import-job.ts';
import type { ImportReport } from '../domain/import-job/import-report.ts';
import type { ImportNote } from '../domain/resource/resource.ts';
import type { ImportItem, ImportOrigin, ImportReader } from '../ports/import-reader.ts';
import type { ChangeSource, IndexRecipe, StoredState } from '../ports/import-store.ts';
import { type ArrangedItems, arrangeItems } from './arrange-items.ts';
import { canonicalJson } from './canonical-json.ts';
import { checkModel } from './check-model.ts';
import { indexNotReady } from './current-index.ts';
import { createDrawer, type DrawingDependencies } from './draw-experiences.ts';
import type { PlannedChange } from './import-report.ts';
import { PIPELINE_VERSION } from './index-experience.ts';
import { type Brought, createImportPlanner, type ImportPlan, isDone, reportPlan } from './plan-import.ts';
import { createStager, type Stager, type StagingDependencies } from './stage-changes.ts';

export interface ImportOptions {
  /** Tells what would be stored, and stores nothing. */
  readonly dryRun: boolean;
  /** Who asks for it: prefix of the key, or `cli`. Kept in the audit. */
  readonly actor: string;
  /** Stops the import between two resources; the same import goes on from there. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

export type ImportDocuments = (origin: ImportOrigin, options: ImportOptions) => Promise<ImportReport>;

export interface ImportDependencies extends StagingDependencies, Omit<DrawingDependencies, 'store'> {
  readonly reader: ImportReader;
  readonly now: () => Date;
}

/**
 * A correction that comes from elsewhere is that of who brings it, from now on: only a file of this
 * machine is believed about who made it and when.
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
    items.push(signed(item, origin, options, dependencies));
  }
  return arrangeItems(items);
}

/**
 * The recipe with which what is imported is prepared: the one in force.
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

/** What names the import when it is started again. */
function nameBatch(origin: ImportOrigin, { hash }: ImportDependencies): string {
  return `import-${hash(canonicalJson([origin.kind, nameOf(origin)])).slice(0, 32)}`;
}

/** Draws everything from what was read, and hands each source over as soon as it is ready. */
async function drawAll(
  { pending, ...arranged }: ArrangedItems,
  { dryRun, signal, onProgress }: ImportOptions,
  dependencies: ImportDependencies,
  onSource: (source: ChangeSource) => Promise<void>,
): Promise<Brought> {
  const draw = createDrawer({ keep: !dryRun, signal }, dependencies);
  const notes: ImportNote[] = [];
  const sources: ChangeSource[] = [];
  for (const [position, item] of pending.entries()) {
    signal.throwIfAborted();
    const drawn = item.kind === 'source' ? { source: item.source, notes: [] } : await draw(item.resource);
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

async function stageMissing(
  stager: Stager,
  planned: readonly (PlannedChange | null)[],
  signal: AbortSignal,
): Promise<void> {
  for (const plan of planned) {
    signal.throwIfAborted();
    if (plan !== null && !plan.isStored) await stager.stage(plan.change, plan.storedIds);
  }
}

function publishPlan(
  plan: ImportPlan,
  batch: string,
  audit: { readonly actor: string; readonly subject: string; readonly after: unknown },
  { store, now }: ImportDependencies,
): Promise<boolean> {
  const { state, planned, removed, gone, corrections } = plan;
  return store.publish(batch, {
    revision: state.revision,
    keys: planned.filter(({ isStored }) => !isStored).map(({ change }) => change.source.key),
    recipe: null,
    removed,
    gone,
    corrections,
    audit: { ...audit, action: 'import', before: null },
    at: now().toISOString(),
  });
}

/** A state of the store, what compares with it, and what prepares for it. */
async function open(batch: string, { corrections }: ArrangedItems, dependencies: ImportDependencies) {
  const state = await dependencies.store.loadState();
  const recipe = recipeInForce(state, dependencies);
  const stager = await createStager({ batch, recipe, reuseStored: true }, dependencies);
  return { stager, planner: createImportPlanner(state, corrections, dependencies) };
}

async function importArranged(
  arranged: ArrangedItems,
  origin: ImportOrigin,
  options: ImportOptions,
  dependencies: ImportDependencies,
): Promise<ImportReport> {
  const batch = nameBatch(origin, dependencies);
  let { stager, planner } = await open(batch, arranged, dependencies);
  // Each one is kept as soon as it is drawn, so that an import that stops goes on from there.
  const brought = await drawAll(arranged, options, dependencies, (source) =>
    stageMissing(stager, [planner.prepare(source)], options.signal),
  );
  for (;;) {
    const plan = await planner.plan(brought);
    const report = await reportPlan(plan, false, dependencies);
    if (isDone(plan)) return report;
    await stageMissing(stager, plan.planned, options.signal);
    options.signal.throwIfAborted();
    const { resources, experiences, corrections } = report;
    const after = { resources, experiences, corrections };
    const audit = { actor: options.actor, subject: nameOf(origin), after };
    if (await publishPlan(plan, batch, audit, dependencies)) return report;
    // Someone has edited an experience meanwhile: it may have to be prepared again.
    ({ stager, planner } = await open(batch, arranged, dependencies));
  }
}

/**
 * Imports what a person gives: reads it, draws the experiences of its resources, prepares what is new
 * or changed, then publishes all of it at once. What is already stored is not written again; resources
 * that left a listing are marked, not deleted. One import at a time: the others wait.
 * Throws DomainError `import-unreadable`, `import-refused`, `index-not-ready`, `model-mismatch`,
 * `corpus-invalid`, `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`, and the reason of
 * `signal`.
 */
export function createImportDocuments(dependencies: ImportDependencies): ImportDocuments {
  const { store } = dependencies;
  return async (origin, options) => {
    const arranged = await readItems(origin, options, dependencies);
    if (options.dryRun) {
      const brought = await drawAll(arranged, options, dependencies, async () => {});
      const planner = createImportPlanner(await store.loadState(), arranged.corrections, dependencies);
      return reportPlan(await planner.plan(brought), true, dependencies);
    }
    const endTurn = await store.takeTurn(options.signal);
    try {
      return await importArranged(arranged, origin, options, dependencies);
    } finally {
      await endTurn();
    }
  };
}
