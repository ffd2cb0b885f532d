import { z } from 'zod';
import { keptText } from '../text/kept-text.ts';
import { draftSchema, type ExperienceDraft } from './experience.ts';
import { CORRECTABLE_FIELDS, type CorrectableField } from './fields.ts';
import { STATUSES, type Status } from './status.ts';

/** Corrections of an experience by people: each value replaces that of the source, even when the source changes. */
export interface Corrections extends Partial<Pick<ExperienceDraft, CorrectableField>> {
  readonly status?: Status;
  /** Why it has this status, in the words of who decided. */
  readonly statusReason?: string | null;
  /** Id of the experience that a merge kept instead, for who knows the address of this one; null for none. */
  readonly mergedInto?: string | null;
  /** The next import does not bring it back. */
  readonly deleted?: boolean;
  /** No copy of its text is kept either. */
  readonly erased?: boolean;
}

const VALUES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...CORRECTABLE_FIELDS.map((field) => [field, draftSchema.shape[field]] as const),
  ['status', z.enum(STATUSES)],
  ['statusReason', keptText.nullable()],
  ['mergedInto', keptText.nullable()],
  ['deleted', z.boolean()],
  ['erased', z.boolean()],
]);

export const correctionSchema = z.object({
  experienceId: keptText,
  field: keptText,
  value: z.unknown(),
  /** Prefix of a key, or `cli`. */
  actor: keptText,
  /** ISO 8601. */
  at: z.string(),
});

/** Correction with its author; later imports of the same experience keep it. */
export type CorrectionRecord = Readonly<z.output<typeof correctionSchema>>;
export type FieldCorrection = Pick<CorrectionRecord, 'field' | 'value'>;

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

/** Returns a test for the experiences that a correction erases. */
export function findErased(records: readonly CorrectionRecord[]): (experienceId: string) => boolean {
  const ids = new Set(
    records
      .filter(({ field, value }) => field === 'erased' && value === true)
      .map(({ experienceId }) => experienceId),
  );
  return (id) => ids.has(id);
}

export function applyCorrections(draft: ExperienceDraft, corrections: Corrections): ExperienceDraft {
  const { status, statusReason, mergedInto, deleted, erased, ...values } = corrections;
  return { ...draft, ...values };
}
