import { SETTING_LABELS } from '../../domain/french/labels.ts';
import { SETTINGS } from '../../domain/territory/territory.ts';
import type { Gazetteer } from '../../ports/gazetteer.ts';
import type { BlindSpot, BlindSpotStore } from '../../ports/public-stores.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import type { DatedRecommendation } from './recommend.ts';

export interface BlindSpotDependencies {
  readonly store: BlindSpotStore;
  readonly now: () => Date;
  /** Receives a failure to write: the counts of that minute are lost. */
  readonly onIncident: (cause: unknown) => void;
}

const WRITE_MS = 60_000;
/** Smaller counts could point at the person who asked: they are not shown. */
const SMALLEST_SHOWN = 5;

/** Lists the things that a question without a close experience is about; nothing for another. */
function spotsOf({ answer: { status, profile }, unmetThemes }: DatedRecommendation) {
  if (status !== 'partial' && status !== 'no_match') return [];
  const { setting, department } = profile;
  return [
    ...unmetThemes.map((value) => ({ kind: 'theme', value }) as const),
    ...(setting.value === null ? [] : [{ kind: 'setting', value: setting.value } as const]),
    ...(department.value === null ? [] : [{ kind: 'department', value: department.value.code } as const]),
  ];
}

/** Counts questions that find nothing close. Keeps neither their text nor who asked, nor which counts go together. */
export function createBlindSpotCounter({ store, now, onIncident }: BlindSpotDependencies) {
  const waiting = new Map<string, BlindSpot>();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const spots = [...waiting.values()];
    waiting.clear();
    if (spots.length > 0) await store.add(spots).catch(onIncident);
  }

  return {
    /** Returns at once, and never throws: counts are written within a minute. */
    note(answer: DatedRecommendation): void {
      const month = now().toISOString().slice(0, 'YYYY-MM'.length);
      for (const spot of spotsOf(answer)) {
        const key = `${month} ${spot.kind} ${spot.value}`;
        waiting.set(key, { month, ...spot, count: (waiting.get(key)?.count ?? 0) + 1 });
      }
      timer ??= setTimeout(write, WRITE_MS).unref();
    },
    close: write,
  };
}

/**
 * Lists the counts large enough to be shown, latest month first, each with the name of its value; the value itself when
 * nothing has it any more. Throws the errors of the store.
 */
export function createListBlindSpots({
  store,
  taxonomy,
  gazetteer,
}: {
  readonly store: BlindSpotStore;
  readonly taxonomy: Taxonomy;
  readonly gazetteer: Gazetteer;
}) {
  const nameOf = ({ kind, value }: BlindSpot): string | undefined => {
    if (kind === 'theme') return taxonomy.themes.find(({ id }) => id === value)?.label;
    const setting = SETTINGS.find((each) => each === value);
    if (kind === 'setting') return setting && SETTING_LABELS[setting];
    return gazetteer.findByCode(value).find((found) => found.kind === 'departement')?.name;
  };
  return async () =>
    (await store.list(SMALLEST_SHOWN)).map((spot) => ({ ...spot, label: nameOf(spot) ?? spot.value }));
}
