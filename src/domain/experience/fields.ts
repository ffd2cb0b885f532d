import type { ExperienceDraft } from './experience.ts';

/** Use of each field by people: none, correcting it, or also taking it from the other fiche in a merge. */
const EDITS = {
  id: 'none',
  title: 'merge',
  summary: 'merge',
  territories: 'merge',
  setting: 'merge',
  year: 'merge',
  themes: 'merge',
  levers: 'merge',
  actors: 'none',
  figures: 'merge',
  state: 'merge',
  checkedOn: 'correct',
  difficulties: 'merge',
  source: 'correct',
  otherSources: 'correct',
  access: 'correct',
} as const satisfies Readonly<Record<keyof ExperienceDraft, 'none' | 'correct' | 'merge'>>;

type Edits = typeof EDITS;
type FieldWith<Edit> = { [Field in keyof Edits]: Edits[Field] extends Edit ? Field : never }[keyof Edits];
export type CorrectableField = FieldWith<'correct' | 'merge'>;
/** Field that a merge may take; the sources of both fiches are always kept. */
export type MergedField = FieldWith<'merge'>;

const EDIT_OF: ReadonlyMap<unknown, Edits[keyof Edits]> = new Map(Object.entries(EDITS));

export const isMergeable = (field: unknown): field is MergedField => EDIT_OF.get(field) === 'merge';
const isCorrectable = (field: string): field is CorrectableField => EDIT_OF.get(field) !== 'none';

export const CORRECTABLE_FIELDS = Object.keys(EDITS).filter(isCorrectable);
export const MERGED_FIELDS = Object.keys(EDITS).filter(isMergeable);

/** Fields that a person takes of what a source tells now: all, but to open a fiche is a decision of its own. */
export type TakenField = Exclude<CorrectableField, 'access'>;
const isTakenField = (field: CorrectableField): field is TakenField => field !== 'access';
export const TAKEN_FIELDS = CORRECTABLE_FIELDS.filter(isTakenField);
export const isTakeable = (field: unknown): field is TakenField =>
  TAKEN_FIELDS.some((each) => each === field);
