import { compareExperiences, isSame } from '../../domain/experience/difference.ts';
import { CORRECTABLE_FIELDS } from '../../domain/experience/fields.ts';
import type { ExtractedExperience } from '../../domain/resource/resource.ts';
import type { ChangeSource, SourcedExperience } from '../../ports/import-store.ts';
import type { Preparation } from './index-experience.ts';
import { type CorrectionsOf, indexCorrections, prepareChange } from './prepare-change.ts';

const UNCORRECTED = indexCorrections([]);

/**
 * Compares a fiche, as its corrections make it, with what its source tells now: the fields that changed in the source
 * since the fiche was read or decided, in order, and only where the fiche says something else. Pure.
 */
export function compareReading(
  source: Omit<ChangeSource, 'experiences'>,
  held: SourcedExperience,
  read: ExtractedExperience,
  correctionsOf: CorrectionsOf,
  preparation: Preparation,
) {
  const changed = CORRECTABLE_FIELDS.filter((field) => !isSame(held.draft[field], read.draft[field]));
  if (changed.length === 0) return [];
  const prepare = (experience: SourcedExperience, corrections: CorrectionsOf) =>
    prepareChange({ ...source, experiences: [experience] }, corrections, preparation).experiences[0]?.prepared
      .experience ?? null;
  const differences = compareExperiences(
    prepare(held, correctionsOf),
    prepare({ ...held, ...read }, UNCORRECTED),
  );
  return differences.filter(({ field }) => changed.some((each) => each === field));
}
