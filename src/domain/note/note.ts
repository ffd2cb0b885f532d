/*
 * Every word of a note that does not come from the answer. A note is made of nothing else: each label is one of these
 * by its type.
 */

export const TITLES = {
  commune: 'Note explicative de synthèse pour le conseil municipal',
  epci: 'Note explicative de synthèse pour le conseil communautaire',
  ept: 'Note explicative de synthèse pour le conseil de territoire',
  departement: 'Rapport pour le conseil départemental',
  region: 'Rapport pour le conseil régional',
  pays: 'Note de synthèse pour l’assemblée',
} as const;

export const SECTIONS = {
  context: '1. Contexte',
  facts: '2. Motifs de fait : ce que d’autres collectivités ont fait',
  law: '3. Motifs de droit : ce que la collectivité peut faire',
  implications: '4. Incidences',
  money: 'Incidences financières',
  means: 'Incidences sur les services',
  people: 'Effets attendus',
  decision: '5. Ce que le conseil est invité à décider',
  unknown: '6. Ce qui n’est pas connu',
  sources: '7. Sources',
  experiences: 'Expériences',
  texts: 'Textes',
  watchOut: 'Points de vigilance',
  firstSteps: 'Premiers pas',
  thresholds: 'Seuils et durées',
} as const;

export const LABELS = {
  territory: 'Territoire : ',
  date: 'Date : ',
  meeting: 'Séance : ',
  rapporteur: 'Rapporteur : ',
  subject: 'Objet : ',
  noSubject: 'thèmes et leviers choisis ci-dessous',
  themes: 'Thèmes choisis : ',
  levers: 'Leviers choisis : ',
  noTerritory: 'non précisé',
  inhabitants: ' habitants',
  setting: 'contexte ',
  done: 'Ce qui a été fait : ',
  figures: 'Chiffres : ',
  noFigure: 'aucun dans la fiche',
  difficulty: 'Difficulté : ',
  source: 'Source : ',
  cost: 'Ordre de grandeur : ',
  costs: 'Ordres de grandeur des expériences proches ou voisines de la demande :',
  noExperience: 'Aucune expérience n’est citée.',
  noLever: 'Aucun levier n’est cité.',
  noLaw: 'Le droit de ce levier n’a pas été réuni.',
  kindUnknown: 'Ce que ce type de collectivité peut en faire n’est pas connu : à vérifier.',
  fiche: 'Fiche : ',
  compared: 'Expériences comparées : ',
  elsewhere: '. Ce que d’autres collectivités ont fait et qui n’est pas dans la base n’a pas été cherché.',
  neverChecked: 'Expériences citées jamais revérifiées depuis leur récit : ',
  stateUnknown: 'Expériences citées dont on ne sait pas si elles continuent : ',
  missing: 'Choix qui ne sont plus dans la réponse, et ne sont donc pas cités : ',
  written:
    'Document de travail, à relire et à compléter : les faits viennent de fiches, chacune avec sa source.',
  answer: 'Réponse ',
} as const;

/** Between values. */
export const MARKS = {
  comma: ', ',
  semicolon: ' ; ',
  colon: ' : ',
  open: ' (',
  close: ')',
  dash: ' – ',
  space: ' ',
  outOf: ' sur ',
} as const;

export const BLANKS = {
  meeting: '[À compléter : date de la séance]',
  rapporteur: '[À compléter : nom et qualité]',
  context:
    '[À compléter : ce qui existe déjà sur le territoire, d’où vient le besoin, qui le porte et depuis quand]',
  likeness:
    '[À compléter : ce que ces expériences ont de commun avec la situation de la collectivité, et ce qui en diffère]',
  power: '[À compléter : la compétence de la collectivité, et la délibération ou les statuts qui la fondent]',
  budget: '[À compléter : coût prévu, recettes attendues, crédits inscrits au budget]',
  means: '[À compléter : agents, locaux et temps nécessaires]',
  people:
    '[À compléter : effets attendus pour les habitants et les acteurs de l’ESS, ce qui sera mesuré et quand]',
  decision: '[À compléter : ce que le conseil décide, et ce qu’il autorise l’exécutif à signer]',
} as const;

type ValueOf<T> = T[keyof T];
export type Label =
  | ValueOf<typeof TITLES>
  | ValueOf<typeof SECTIONS>
  | ValueOf<typeof LABELS>
  | ValueOf<typeof MARKS>;
export type Blank = ValueOf<typeof BLANKS>;

export const NOTE_FORMATS = ['docx', 'html'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];

/** Piece of a line: a fixed label, a value of the answer, or a place to fill in. */
export type NoteText =
  | { readonly from: 'label'; readonly text: Label; readonly isStrong: boolean }
  | { readonly from: 'answer'; readonly text: string; readonly url: string | null }
  | { readonly from: 'blank'; readonly text: Blank };

export type NoteLine = readonly NoteText[];

export type NoteBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: NoteLine }
  | { readonly kind: 'paragraph'; readonly line: NoteLine }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly NoteLine[] };

/** Note for the council, ready to be written in any format. Its texts are not typeset. */
export interface Note {
  readonly title: NoteLine;
  /** Name of its file, without extension: ASCII letters, digits and hyphens. */
  readonly fileName: string;
  readonly blocks: readonly NoteBlock[];
}

type Mark = (typeof MARKS)[keyof typeof MARKS];

export function label(text: Label): NoteText {
  return { from: 'label', text, isStrong: false };
}

export function strong(text: Label): NoteText {
  return { from: 'label', text, isStrong: true };
}

/** Value of the answer, as it stands there or in the French that the service gives it elsewhere. */
export function value(text: string, url: string | null = null): NoteText {
  return { from: 'answer', text, url };
}

export function heading(level: 1 | 2 | 3, ...line: NoteLine): NoteBlock {
  return { kind: 'heading', level, line };
}

export function paragraph(...line: NoteLine): NoteBlock {
  return { kind: 'paragraph', line };
}

export function toFillIn(blank: keyof typeof BLANKS): NoteBlock {
  return paragraph(blankOf(BLANKS[blank]));
}

export function blankOf(text: Blank): NoteText {
  return { from: 'blank', text };
}

/** Returns no block for an empty list. */
export function list(items: readonly NoteLine[], isOrdered = false): readonly NoteBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', isOrdered, items }];
}

/** Joins the lines that have something to say. */
export function join(lines: readonly NoteLine[], mark: Mark): NoteLine {
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, position) => (position === 0 ? line : [label(mark), ...line]));
}
