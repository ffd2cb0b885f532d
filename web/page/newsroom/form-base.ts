import { z } from 'zod';
import { KIND_LABELS } from '../../../src/domain/french/labels.ts';
import type { EditedFiche } from '../../api/answers.ts';
import {
  askedKey,
  changedValues,
  codesOf,
  FIGURE_PERIODS,
  FIGURE_ROLES,
  fieldsThatDiffer,
  SETTINGS,
  territoryKey,
  type Values,
  valuesOf,
} from './values.ts';
import { ACCESS_LABELS, STATUS_LABELS } from './words.ts';

const KINDS = codesOf(KIND_LABELS);

const territorySchema = z.object({
  name: z.string(),
  kind: z.enum(KINDS),
  code: z.string().nullable(),
  population: z.number().nullable(),
  department: z.object({ name: z.string() }).nullable(),
});

/** A territory with a check box in the form. */
export type ShownTerritory = z.output<typeof territorySchema>;

const valuesSchema: z.ZodType<Values> = z.object({
  title: z.string(),
  summary: z.string(),
  territories: z.array(
    z.union([
      z.object({ code: z.string(), kind: z.enum(KINDS).exactOptional() }),
      z.object({ name: z.string(), kind: z.enum(KINDS), population: z.number().exactOptional() }),
    ]),
  ),
  setting: z.enum(SETTINGS).nullable(),
  year: z.number().nullable(),
  themes: z.array(z.string()),
  levers: z.array(z.object({ id: z.string(), what: z.string() })),
  figures: z.array(
    z.object({
      label: z.string(),
      value: z.number(),
      unit: z.string(),
      role: z.enum(FIGURE_ROLES),
      period: z.enum(FIGURE_PERIODS).nullable(),
      sentence: z.string().nullable(),
    }),
  ),
  access: z.enum(codesOf(ACCESS_LABELS)),
  source: z.object({
    title: z.string(),
    url: z.string().nullable(),
    publisher: z.string(),
    date: z.string().nullable(),
  }),
});

const baseSchema = z.object({
  version: z.string(),
  status: z.enum(codesOf(STATUS_LABELS)),
  values: valuesSchema,
  shown: z.array(territorySchema),
});

/** Fiche from which a form was written: tells the changes of the editor from those of others. */
export type FormBase = z.output<typeof baseSchema>;

/** @param more territories shown besides those of the fiche */
export function baseOf(fiche: EditedFiche, more: readonly ShownTerritory[] = []): FormBase {
  const { version, status } = fiche;
  const shown = new Map<string, ShownTerritory>();
  for (const each of [...fiche.territories, ...more]) {
    const { name, kind, code, population, department } = each;
    shown.set(territoryKey(each), {
      name,
      kind,
      code,
      population,
      department: department && { name: department.name },
    });
  }
  return { version, status, values: valuesOf(fiche), shown: [...shown.values()] };
}

/** Reads the base that a form carries; null when it has none that can be read. */
export function readBase(form: FormData): FormBase | null {
  const text = form.get('avant');
  if (typeof text !== 'string') return null;
  try {
    return baseSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A field that somebody else changed while the form was open. */
export interface MeanwhileChange {
  readonly field: keyof Values | 'status';
  readonly before: unknown;
  readonly after: unknown;
  /** Whether the editor changed it too: the form keeps the typed value. */
  readonly isTyped: boolean;
}

/** Values as a person reads them: territories by their names. */
function shownValue({ values, shown, status }: FormBase, field: MeanwhileChange['field']): unknown {
  if (field === 'status') return status;
  if (field !== 'territories') return values[field];
  const names = new Map(shown.map((each) => [territoryKey(each), each.name]));
  return values.territories.map((asked) => names.get(askedKey(asked)) ?? askedKey(asked));
}

/** Lists what changed from the base to the stored fiche. @param typed values of the form */
export function changesMeanwhile(base: FormBase, now: FormBase, typed: Values): readonly MeanwhileChange[] {
  const fields = fieldsThatDiffer(base.values, now.values);
  const typedFields = new Set<string>(fieldsThatDiffer(base.values, typed));
  const all = base.status === now.status ? fields : [...fields, 'status' as const];
  return all.map((field) => ({
    field,
    before: shownValue(base, field),
    after: shownValue(now, field),
    isTyped: typedFields.has(field),
  }));
}

/** Returns the values that a form shows after a change by somebody else: the typed ones, new ones elsewhere. */
export function keepTyped(base: FormBase, now: FormBase, typed: Values): Values {
  return { ...now.values, ...changedValues(base.values, typed) };
}
