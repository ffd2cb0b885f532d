import { compareExperiences, isSame } from '../../domain/experience/difference.ts';
import type { Access, Experience, ExperienceDraft } from '../../domain/experience/experience.ts';
import { CORRECTABLE_FIELDS } from '../../domain/experience/fields.ts';
import type {
  ExperienceChange,
  ExperienceCounts,
  ImportReport,
  ResourceCounts,
} from '../../domain/import-job/import-job.ts';
import type { ImportStore, StoredState } from '../../ports/import-store.ts';
import type { PlannedChange, PreparedItem } from '../index/prepare-change.ts';
import type { ImportPlan } from './plan-import.ts';

function countResources(planned: readonly PlannedChange[], gone: number, state: StoredState): ResourceCounts {
  const counts = { added: 0, changed: 0, unchanged: 0, gone };
  for (const { change, isStored } of planned) {
    const { resource } = change.source;
    if (resource === null) continue;
    if (isStored) counts.unchanged += 1;
    else if (state.resources.has(resource.id)) counts.changed += 1;
    else counts.added += 1;
  }
  return counts;
}

function kindOf({ draft, contentHash }: PreparedItem, state: StoredState) {
  const stored = state.experiences.get(draft.id);
  if (stored === undefined) return 'added';
  return stored.contentHash === contentHash ? 'unchanged' : 'changed';
}

function countExperiences(changes: readonly ExperienceChange[], total: number): ExperienceCounts {
  const count = (kind: ExperienceChange['kind']) => changes.filter((change) => change.kind === kind).length;
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')];
  const [reread, untold] = [count('reread'), count('untold')];
  return { added, changed, unchanged: total - added - changed - reread - untold, removed, reread, untold };
}

/** Fields that changed in the source, without territories, which are placed when they are shown. */
function toldFields(draft: ExperienceDraft, read: ExperienceDraft): Partial<ExperienceDraft> {
  const changed = CORRECTABLE_FIELDS.filter(
    (field) => field !== 'territories' && !isSame(draft[field], read[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, read[field]]));
}

/**
 * @param stored stored experiences by id; experiences missing here count as new
 * @param withFields whether to compare field by field
 */
function listExperienceChanges(
  planned: readonly PlannedChange[],
  state: StoredState,
  stored: ReadonlyMap<string, Experience>,
  withFields: boolean,
): readonly ExperienceChange[] {
  return planned.flatMap(({ change, removedIds }) => {
    const resourceTitle = change.source.resource?.title ?? null;
    const describe = (kind: ExperienceChange['kind'], id: string, after: Experience | null) => {
      const before = stored.get(id) ?? null;
      const fields = withFields ? compareExperiences(before, after) : [];
      // With neither side known, assume members.
      const isPublic = [before, after].every((side) => side === null || side.access === 'public');
      const access: Access = isPublic && (before ?? after) !== null ? 'public' : 'members';
      return { kind, id, title: (before ?? after)?.title ?? id, access, resourceTitle, fields };
    };
    return [
      ...change.experiences.flatMap((item) => {
        const kind = kindOf(item, state);
        const { prepared, rereading } = item;
        const { experience } = prepared;
        if (kind === 'unchanged') return [];
        const isSame = compareExperiences(stored.get(experience.id) ?? null, experience).length === 0;
        if (!isSame || kind === 'added' || rereading === null || rereading.isSeen)
          return [describe(kind, experience.id, experience)];
        // The fiche waits as it is, beside what its source tells now.
        if (rereading.read === null) return [describe('untold', experience.id, experience)];
        const told = toldFields(item.draft, rereading.read.draft);
        return [describe('reread', experience.id, Object.assign({}, experience, told))];
      }),
      ...removedIds.map((id) => describe('removed', id, null)),
    ];
  });
}

/** Summarises the changes of a plan. */
export async function reportPlan(
  { planned, state, gone, corrections, feedback, notes }: ImportPlan,
  dryRun: boolean,
  { store }: { readonly store: Pick<ImportStore, 'loadExperiences'> },
): Promise<ImportReport> {
  const touched = planned.filter((plan) => !plan.isStored);
  const ids = touched.flatMap((plan) => [
    ...plan.storedIds,
    ...plan.change.experiences.map(({ draft }) => draft.id),
  ]);
  const stored = await store.loadExperiences([...new Set(ids)]);
  const byId = new Map(stored.map((experience) => [experience.id, experience]));
  const changes = listExperienceChanges(touched, state, byId, dryRun);
  const items = planned.flatMap(({ change }) => change.experiences);
  return {
    dryRun,
    resources: countResources(planned, gone.length, state),
    experiences: countExperiences(changes, items.length),
    proposed: items.filter(({ status, byHand }) => status === 'proposed' && !byHand).length,
    changes,
    corrections: corrections.length,
    feedback: feedback.length,
    notes,
  };
}
