import type { Import, Proposal, Review } from '../../api/editing.ts';
import { typeset } from '../../french/typography.ts';

/** Lists of an editor, as the API names them, in the order of the menu. */
export const LISTS = ['proposed', 'changed', 'gone', 'published', 'set-aside'] as const;
export type ListName = (typeof LISTS)[number];

/** Names of the lists, each beginning a line. */
export const LIST_LABELS: Readonly<Record<ListName, string>> = {
  proposed: 'À relire',
  changed: 'Source changée',
  gone: 'Absentes de leur source',
  published: 'Publiées',
  'set-aside': 'Écartées',
};

export const STATUS_LABELS: Readonly<Record<Proposal['status'], string>> = {
  proposed: 'à relire',
  published: 'publiée',
  'set-aside': 'écartée',
};

export const DOUBT_LABELS: Readonly<Record<Proposal['doubts'][number], string>> = {
  'territory-missing': 'territoire à trouver',
  'territory-unplaced': 'territoire sans code officiel',
  'lever-missing': 'levier à choisir',
  'theme-missing': 'thème à choisir',
  'year-missing': 'année inconnue',
};

export const DROP_LABELS: Readonly<Record<Review['dropped'][number]['reason'], string>> = {
  'not-acting': 'nommé, mais n’agit pas ici',
  'place-unknown': 'lieu inconnu du registre',
};

export const IMPORT_STATES: Readonly<Record<Import['state'], string>> = {
  queued: 'en attente',
  running: 'en cours',
  succeeded: 'terminé',
  failed: 'échoué',
  cancelled: 'arrêté',
};

export const ACCESS_LABELS: Readonly<Record<Proposal['access'], string>> = {
  public: 'Tout le monde',
  members: 'Membres du réseau seulement',
};

/** Actions of the history; the code itself for those of later versions. */
const ACTION_LABELS: Readonly<Record<string, string>> = {
  add: 'ajoutée à la main',
  correct: 'corrigée',
  merge: 'fusionnée',
  delete: 'supprimée',
  erase: 'effacée',
  import: 'importée',
  reindex: 'réindexée',
};

export function actionLabel(code: string): string {
  return ACTION_LABELS[code] ?? code;
}

/** Authors of the history that are no key. */
const ACTORS: Readonly<Record<string, string>> = {
  cli: 'la ligne de commande',
  service: 'le service',
  contribution: 'le formulaire public',
};

/** Author of a change: the label of a key, else the account or the prefix, as it is. */
export function actorName({
  actor,
  actorLabel,
}: Pick<Review['history'][number], 'actor' | 'actorLabel'>): string {
  return actorLabel ?? ACTORS[actor] ?? actor;
}

const LIKELY = 0.7;
/** Below, the territories of a proposal are more likely not to have acted. */
const UNCERTAIN = 0.5;

/** Tells whether a person should look at it first; the estimates are too rough for more words. */
export function isToCheck(confidence: number | null): boolean {
  return confidence !== null && confidence < LIKELY;
}

/** Tells whether the territories are more likely not to have acted. */
export function isDoubtful(confidence: number | null): boolean {
  return confidence !== null && confidence < UNCERTAIN;
}

/** Title of what asks whether to publish all the same. */
export const DOUBT_QUESTION = 'Publier malgré ces doutes ?';

/** Says why a person should look at a fiche before it is published. An unknown year alone stops nobody. */
export function reasonsOf({
  doubts,
  sameAs,
  confidence,
}: Pick<Review, 'sameAs' | 'confidence'> & {
  readonly doubts: readonly Review['doubts'][number][];
}): readonly string[] {
  const grave = doubts.filter((doubt) => doubt !== 'year-missing').map((doubt) => DOUBT_LABELS[doubt]);
  const [alike] = sameAs;
  return [
    ...grave,
    ...(alike === undefined ? [] : [`ressemble à « ${alike.title} »`]),
    ...(isDoubtful(confidence) ? ['ces territoires ont-ils agi ?'] : []),
  ];
}

/** Writes « À vérifier : thème à choisir, territoire sans code officiel. » */
export function reasonsInWords(reasons: readonly string[]): string {
  return typeset(`À vérifier : ${reasons.join(', ')}.`);
}
