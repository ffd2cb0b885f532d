import { z } from 'zod';
import { CORRECTABLE_FIELDS, draftSchema, type ExperienceDraft } from './experience.ts';

/** Corrections of an experience by people: each value replaces that of the source, even when the source changes. */
export interface Corrections extends Partial<Pick<ExperienceDraft, (typeof CORRECTABLE_FIELDS)[number]>> {
  /** Only editors can read it. */
  readonly hidden?: boolean;
  /** The next import does not bring it back. */
  readonly deleted?: boolean;
}

const VALUES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...CORRECTABLE_FIELDS.map((field) => [field, draftSchema.shape[field]] as const),
  ['hidden', z.boolean()],
  ['deleted', z.boolean()],
]);

/** Stored form of a correction: one value of one field. */
export interface FieldCorrection {
  readonly field: string;
  readonly value: unknown;
}

/** Correction with its author; later imports of the same experience keep it. */
export interface CorrectionRecord extends FieldCorrection {
  readonly experienceId: string;
  /** Prefix of a key, or `cli`. */
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Parses stored corrections; skips those of another version: unknown fields and invalid values. */
export function parseCorrections(given: readonly FieldCorrection[]): Corrections {
  return Object.assign({}, ...given.map(parseCorrection));
}

function parseCorrection({ field, value }: FieldCorrection): Readonly<Record<string, unknown>> {
  const parsed = VALUES.get(field)?.safeParse(value);
  return parsed?.success && parsed.data !== '' ? { [field]: parsed.data } : {};
}

/** Says whether the field exists and accepts this value. */
export function isCorrection(given: FieldCorrection): boolean {
  return Object.keys(parseCorrection(given)).length > 0;
}

export function applyCorrections(draft: ExperienceDraft, corrections: Corrections): ExperienceDraft {
  const { hidden, deleted, ...values } = corrections;
  return { ...draft, ...values };
}
