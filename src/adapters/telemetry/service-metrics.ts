import { AsyncLocalStorage } from 'node:async_hooks';
import { Counter, Histogram, Registry } from 'prom-client';
import type { Status } from '../../domain/matching/decide-status.ts';
import {
  type EndedImport,
  IMPORT_STAGES,
  type ImportStage,
  QUESTION_STAGES,
  type RunStage,
  type Stage,
} from '../../ports/telemetry.ts';
import { errorCodeOf, watchOutcome } from './observe.ts';

/** Values of `part` in `essaimage_incidents_total`: a thread or a part of the service. */
const INCIDENTS = [
  'model',
  'database',
  'upkeep',
  'imports',
  'feedback',
  'audit',
  'sessions',
  'contributions',
  'blind-spots',
  'answers',
  'traces',
] as const;
export type IncidentPart = (typeof INCIDENTS)[number];

const STATUSES: readonly Status[] = ['ok', 'partial', 'broad', 'no_match'];
const IMPORT_OUTCOMES: readonly EndedImport['outcome'][] = [
  'succeeded',
  'failed',
  'withdrawn',
  'interrupted',
];
const CHANGES = ['added', 'changed', 'removed'] as const;

/** Seconds, from less than a millisecond (the version) to the deadline of a stage, 5 s by default. */
const STAGE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds, from a small file to a site of 500 pages read slowly on purpose. */
const IMPORT_BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];

type StageTotals = Map<ImportStage, number>;

function isImportStage(stage: Stage): stage is ImportStage {
  return IMPORT_STAGES.some((known) => known === stage);
}

function measureStages(registry: Registry) {
  const registers = [registry];
  const durations = new Histogram({
    name: 'essaimage_stage_duration_seconds',
    help: 'Durée de chaque étape des demandes, échecs compris',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS,
    registers,
  });
  const imports = new Histogram({
    name: 'essaimage_import_stage_duration_seconds',
    help: 'Temps passé par chaque import dans chaque étape, en tout',
    labelNames: ['stage'],
    buckets: IMPORT_BUCKETS,
    registers,
  });
  const errors = new Counter({
    name: 'essaimage_stage_errors_total',
    help: 'Étapes qui ont échoué, par code d’erreur',
    labelNames: ['stage', 'code'],
    registers,
  });
  for (const stage of QUESTION_STAGES) durations.zero({ stage });
  const current = new AsyncLocalStorage<StageTotals>();

  const run: RunStage = (stage, work) => {
    const totals = current.getStore();
    const start = performance.now();
    return watchOutcome(work, (failure) => {
      const seconds = (performance.now() - start) / 1000;
      if (failure !== null) errors.inc({ stage, code: errorCodeOf(failure.error) });
      if (!isImportStage(stage)) durations.observe({ stage }, seconds);
      else totals?.set(stage, (totals.get(stage) ?? 0) + seconds);
    });
  };
  function runImport<T>(work: () => Promise<T>): Promise<T> {
    const totals: StageTotals = new Map();
    return current.run(totals, work).finally(() => {
      for (const [stage, seconds] of totals) imports.observe({ stage }, seconds);
    });
  }
  return { run, runImport };
}

function countEvents(registry: Registry) {
  const registers = [registry];
  const answers = new Counter({
    name: 'essaimage_recommendations_total',
    help: 'Recommandations rendues, par statut',
    labelNames: ['status'],
    registers,
  });
  const incidents = new Counter({
    name: 'essaimage_incidents_total',
    help: 'Incidents : un fil qui meurt et qu’on remplace, un travail de fond qui échoue',
    labelNames: ['part'],
    registers,
  });
  const imports = new Histogram({
    name: 'essaimage_import_duration_seconds',
    help: 'Durée des imports demandés par l’API, par issue',
    labelNames: ['outcome'],
    buckets: IMPORT_BUCKETS,
    registers,
  });
  const experiences = new Counter({
    name: 'essaimage_import_experiences_total',
    help: 'Expériences publiques écrites par les imports',
    labelNames: ['change'],
    registers,
  });
  // A series that appears with its first event shows no increase for it.
  for (const status of STATUSES) answers.inc({ status }, 0);
  for (const part of INCIDENTS) incidents.inc({ part }, 0);
  for (const outcome of IMPORT_OUTCOMES) imports.zero({ outcome });
  for (const change of CHANGES) experiences.inc({ change }, 0);
  return { answers, incidents, imports, experiences };
}

/**
 * Metrics of the service apart from its requests: one registry a process. No label holds a text that a person wrote,
 * and no count reveals how many experiences are for members.
 */
export function createServiceMetrics() {
  const registry = new Registry();
  const { answers, incidents, imports, experiences } = countEvents(registry);
  return {
    registry,
    ...measureStages(registry),
    countAnswer: (status: Status) => answers.inc({ status }),
    countIncident: (part: IncidentPart) => incidents.inc({ part }),
    countImport({ outcome, durationSeconds, changes }: EndedImport) {
      imports.observe({ outcome }, durationSeconds);
      // A count would reveal the experiences for members.
      for (const { kind, access } of changes) if (access === 'public') experiences.inc({ change: kind });
    },
  };
}

export type ServiceMetrics = ReturnType<typeof createServiceMetrics>;
