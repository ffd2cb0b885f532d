import { z } from 'zod';
import { CORRECTABLE_FIELDS, draftSchema, type ExperienceDraft } from './experience.ts';

/** What people correct of an experience: each value replaces that of the source, whatever it becomes. */
export interface Corrections extends Partial<Pick<ExperienceDraft, (typeof CORRECTABLE_FIELDS)[number]>> {
  /** Nobody reads it but who edits it. */
  readonly hidden?: boolean;
  /** It does not come back with the next import. */
  readonly deleted?: boolean;
}

const VALUES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...CORRECTABLE_FIELDS.map((field) => [field, draftSchema.shape[field]] as const),
  ['hidden', z.boolean()],
  ['deleted', z.boolean()],
]);

/** A correction as it is kept: one value a field. */
export interface FieldCorrection {
  readonly field: string;
  readonly value: unknown;
}

/** A correction with who made it: later imports of the same experience keep it. */
export interface CorrectionRecord extends FieldCorrection {
  readonly experienceId: string;
  /** Prefix of a key, or `cli`. */
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * The corrections that are understood; a field or a value of another shape, which another version of
 * the service may have kept, is left out.
 */
export function parseCorrections(given: readonly FieldCorrection[]): Corrections {
  return Object.assign({}, ...given.map(parseCorrection));
}

function parseCorrection({ field, value }: FieldCorrection): Readonly<Record<string, unknown>> {
  const parsed = VALUES.get(field)?.safeParse(value);
  return parsed?.success && parsed.data !== '' ? { [field]: parsed.data } : {};
}

/** Whether a correction can be kept under this name with this value. */
export function isCorrection(given: FieldCorrection): boolean {
  return Object.keys(parseCorrection(given)).length > 0;
}

/** The draft, with the values that people gave instead of its own. */
export function applyCorrections(draft: ExperienceDraft, corrections: Corrections): ExperienceDraft {
  const { hidden, deleted, ...values } = corrections;
  return { ...draft, ...values };
}
