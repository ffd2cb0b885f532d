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

const ALMOST_SURE = 0.9;
const LIKELY = 0.7;
/** Below, the territories of a proposal are more likely not to have acted. */
const UNCERTAIN = 0.5;
const PERCENT = 100;

function sureness(confidence: number): string {
  if (confidence >= ALMOST_SURE) return 'presque sûr';
  if (confidence >= LIKELY) return 'probable';
  return confidence >= UNCERTAIN ? 'incertain' : 'douteux';
}

/** « Probable (84 %) » in the middle of a sentence. */
export function confidenceWords(confidence: number | null): string {
  if (confidence === null) return 'sans estimation';
  return `${sureness(confidence)} (${Math.round(confidence * PERCENT)}\u00a0%)`;
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
    ...(confidence !== null && confidence < UNCERTAIN
      ? [`ces territoires ont-ils agi ? ${confidenceWords(confidence)}`]
      : []),
  ];
}

/** Writes « À vérifier : thème à choisir, territoire sans code officiel. » */
export function reasonsInWords(reasons: readonly string[]): string {
  return typeset(`À vérifier : ${reasons.join(', ')}.`);
}
