/*
 * Every word of a note that does not come from the answer. A note is made of nothing else: each fixed text is one of
 * these by its type. « {} » is filled with the answer, « *…* » is strong, « […] » is left to complete.
 */

export const TITLES = {
  commune: 'Note pour le conseil municipal',
  epci: 'Note pour le conseil de l’intercommunalité',
  ept: 'Note pour le conseil de territoire',
  departement: 'Rapport pour le conseil départemental',
  region: 'Rapport pour le conseil régional',
  pays: 'Note pour l’assemblée',
  /** Name that the law gives to the note of a commune of 3,500 inhabitants or more (CGCT, art. L. 2121-12). */
  legal: 'Note explicative de synthèse pour le conseil municipal',
} as const;

export const WORDS = {
  territory: '*Territoire :* {}',
  noTerritory: 'non précisé',
  inParentheses: '{} ({})',
  inhabitants: '{}\u00a0habitants',
  setting: 'contexte {}',
  meeting: 'Note du {} pour la séance du [À compléter : date] ; rapporteur : [À compléter : nom]',
  written: 'Document de travail : chaque fait a sa source ; ce qui est surligné est à compléter.',
  need: '1. La demande',
  asked: '*Priorités :* {}',
  needs: '*Besoins lus dans la demande :*',
  quoted: '« {} »',
  themes: '*Thèmes choisis :* {}',
  levers: '*Leviers choisis :* {}',
  context: '[À compléter : ce qui existe déjà sur le territoire, d’où vient la demande, qui la porte]',
  cases: '2. Ce que d’autres collectivités ont fait',
  noExperience: 'Aucune expérience n’est citée.',
  case: 'Cas {} – {}',
  state: 'expérience {}',
  source: 'source : {}',
  homePage: '{} (accueil du site)',
  done: '*Ce que la collectivité a fait.* {}',
  figures: '*En chiffres.* {}',
  figure: '{} : {}.',
  difficulty: '*Difficulté.* {}',
  proposed: '3. Les leviers proposés',
  noLever: 'Aucun levier n’est cité.',
  power: '*Compétence.* {}',
  article: '{} Texte : {}.',
  noLaw: 'Le droit de ce levier n’a pas été réuni.',
  kindUnknown: 'Ce que ce type de collectivité peut en faire n’est pas connu : à vérifier.',
  firstStep: '*Premier pas.* {}',
  watchOut: '*Attention.* {}',
  proof: '*Déjà fait.* {}',
  citedProof: '*Déjà fait.* {}.',
  citedCase: '{}, cas {}',
  implications: '4. Ce que le projet engage',
  toEstimate:
    '[À compléter : coût prévu et recettes attendues ; agents, locaux et temps nécessaires ; effets attendus, et comment ils seront mesurés]',
  decision: '5. Projet de délibération',
  texts:
    'Vu le code général des collectivités territoriales, et [À compléter : les textes et les statuts qui donnent la compétence, et les articles de l’annexe qui s’appliquent] ;',
  ownTexts: 'Vu [À compléter : les textes qui régissent la collectivité] ;',
  origin: 'Considérant les priorités décrites en 1, et [À compléter : le porteur et l’origine du projet] ;',
  others:
    'Considérant ce qu’ont fait d’autres collectivités : {}, et [À compléter : ce que leur situation a de commun avec la nôtre, et ce qui en diffère] ;',
  council: '*Le conseil, après en avoir délibéré, décide :*',
  approve: 'd’approuver [À compléter : le projet, son lieu, ses partenaires, sa durée] ;',
  use: 'de recourir à : {}. Conditions : [À compléter : durée, prix, contreparties] ;',
  means: 'de recourir à [À compléter : moyens retenus] ;',
  budget: 'd’inscrire au budget [À compléter : montant, chapitre et exercice, ou « aucune dépense »] ;',
  sign: 'd’autoriser [À compléter : nom et qualité] à signer [À compléter : convention, bail, statuts…].',
  law: 'Annexe : le droit de ces leviers',
  ownLaw:
    'Statut particulier ({}) : les articles de droit commun ne sont pas cités ici, car ils peuvent ne pas s’appliquer.',
  legalText: '{} : {}',
  unknown: 'Ce que cette note ne dit pas',
  stateUnknown: 'Expériences citées dont on ne sait pas si elles continuent : {} sur {}',
  neverChecked: 'Expériences citées jamais revérifiées depuis leur récit : {} sur {}',
  missing: 'Choix qui ne sont plus dans la réponse, et ne sont donc pas cités : {}',
  compared:
    'Expériences comparées : {}. Ce qui a été fait ailleurs et n’est pas dans la base n’a pas été cherché.',
} as const;

type ValueOf<T> = T[keyof T];
type Fixed = ValueOf<typeof TITLES> | ValueOf<typeof WORDS>;
type Mark = ', ' | ' ; ' | ' – ' | ' ';

export const NOTE_FORMATS = ['docx', 'html'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];

/** Piece of a line: a fixed text, a value of the answer, or a place to fill in. */
export type NoteText =
  | { readonly from: 'label'; readonly text: string; readonly isStrong: boolean }
  | { readonly from: 'answer'; readonly text: string; readonly url: string | null }
  | { readonly from: 'blank'; readonly text: string };

export type NoteLine = readonly NoteText[];

export type NoteBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly line: NoteLine }
  | { readonly kind: 'paragraph'; readonly line: NoteLine }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly NoteLine[] };

/** Note for the council, ready to be written in any format. Its texts are not typeset. */
export interface Note {
  readonly title: NoteLine;
  /** Name of its file, without extension: ASCII letters, digits and hyphens. */
  readonly fileName: string;
  readonly blocks: readonly NoteBlock[];
  /** Begins on a page of its own. */
  readonly annex: readonly NoteBlock[];
}

/** Value of the answer, as it stands there or in the French that the service gives it elsewhere. */
export function value(text: string, url: string | null = null): NoteLine {
  return [{ from: 'answer', text, url }];
}

/** Fills a fixed text, in order; empty when something that it needs is missing. */
export function fill(fixed: Fixed, ...given: readonly (NoteLine | string)[]): NoteLine {
  const lines = given.map((line) => (typeof line === 'string' ? value(line) : line));
  if (lines.some(({ length }) => length === 0)) return [];
  return fixed
    .split(/(\{\}|\*[^*]+\*|\[[^\]]+\])/)
    .filter((text) => text !== '')
    .flatMap((text): NoteLine => {
      if (text === '{}') return lines.shift() ?? [];
      if (text.startsWith('[')) return [{ from: 'blank', text }];
      const isStrong = text.startsWith('*');
      return [{ from: 'label', text: isStrong ? text.slice(1, -1) : text, isStrong }];
    });
}

/** Joins the lines that have something to say. */
export function join(lines: readonly NoteLine[], mark: Mark): NoteLine {
  return lines
    .filter((line) => line.length > 0)
    .flatMap(
      (line, position): NoteLine =>
        position === 0 ? line : [{ from: 'label', text: mark, isStrong: false }, ...line],
    );
}

export function heading(level: 1 | 2, line: NoteLine): NoteBlock {
  return { kind: 'heading', level, line };
}

/** A paragraph for each line that has something to say. */
export function paragraphs(...lines: readonly NoteLine[]): readonly NoteBlock[] {
  return lines.flatMap((line) => (line.length === 0 ? [] : [{ kind: 'paragraph', line }]));
}

/** Returns no block for an empty list. */
export function list(items: readonly NoteLine[], isOrdered = false): readonly NoteBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', isOrdered, items }];
}
