import type { TerritoryKind } from './territory/territory.ts';

/** Territory offered as an alternative in an error, with enough to tell homonyms apart. */
export interface TerritorySuggestion {
  readonly code: string;
  readonly kind: TerritoryKind;
  readonly name: string;
  readonly departmentName: string | null;
}

/** Says, by kind of fault, whether another request may succeed; otherwise the client waits. */
export const IS_OF_REQUEST = {
  moved: true,
  invalid: true,
  unidentified: true,
  missing: true,
  conflict: true,
  outdated: true,
  unusable: true,
  full: false,
  unavailable: false,
} as const;
export type FaultKind = keyof typeof IS_OF_REQUEST;

export interface Fault<Details> {
  readonly kind: FaultKind;
  /** In French, as `advice`, which says what happened and what to do where no message does. */
  readonly title: string;
  readonly advice: string;
  readonly retryAfterSeconds?: number;
  /** Only a type: the facts that an error carries. */
  readonly details?: Details;
}

type Nothing = Readonly<Record<string, never>>;
type Id = { readonly id: string };

const of =
  (kind: FaultKind, retryAfterSeconds?: number) =>
  <Details = Nothing>(title: string, advice: string): Fault<Details> => ({
    kind,
    title,
    advice,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
const invalid = of('invalid');
const missing = of('missing');
const conflict = of('conflict');
const unusable = of('unusable');
const notListed = <Details = Id>(thing: string, reason: string, list: string) =>
  missing<Details>(`${thing} introuvable`, `${reason}. La liste est à l’adresse ${list}.`);
const unavailable = <Details>(title: string, reason: string, retryAfterSeconds = 5) =>
  of('unavailable', retryAfterSeconds)<Details>(title, `${reason}. Réessayez dans quelques secondes.`);

/** Faults for clients, who rely on the codes: they are stable. */
export const FAULTS = {
  'cursor-invalid': invalid(
    'Curseur invalide',
    'Le curseur ne vient pas d’une page précédente de la même recherche. Reprenez la valeur « next » telle quelle, avec les mêmes paramètres, ou repartez sans curseur.',
  ),
  'theme-unknown': invalid<Id & { readonly index: number; readonly valid: readonly string[] }>(
    'Thème inconnu',
    'Un thème demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/themes.',
  ),
  'lever-unknown': invalid<Id & { readonly index: number; readonly valid: readonly string[] }>(
    'Levier inconnu',
    'Un levier demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/levers.',
  ),
  /** Paths of the fields at fault in the fiche: `['difficulties', 0]`. */
  'quote-not-in-fiche': invalid<{ readonly paths: readonly (readonly (string | number)[])[] }>(
    'Citation infidèle',
    'Une difficulté, ou la phrase d’un chiffre, ne cite pas mot pour mot le texte de la fiche. Le champ « errors » dit lesquelles : recopiez une phrase du titre, du récit ou de l’usage d’un levier.',
  ),
  'territory-missing': invalid<Id>(
    'Territoire manquant',
    'Une fiche sans territoire ne se publie pas : personne ne la trouverait. Donnez au moins un territoire, dans la même correction ou avant.',
  ),
  'selection-empty': invalid<{ readonly start: number; readonly end: number }>(
    'Sélection vide',
    'Le passage choisi ne contient aucun texte. Choisissez au moins une phrase.',
  ),
  'key-invalid': of('unidentified')(
    'Clé refusée',
    'La clé donnée n’est pas valable : elle est mal recopiée, inconnue ou révoquée. Vérifiez-la (« Authorization: Bearer ess_….… »), ou retirez l’en-tête pour lire ce qui est public.',
  ),
  /** A merge kept another experience instead, which the reader may see. */
  'experience-merged': of('moved')<Id & { readonly into: string }>(
    'Expérience fusionnée',
    'Cette expérience et une autre n’en font plus qu’une : l’en-tête Location donne l’adresse de la fiche qui reste.',
  ),
  'experience-not-found': notListed(
    'Expérience',
    'Aucune expérience ne porte cet identifiant',
    '/v1/experiences',
  ),
  'resource-not-found': missing<Id>(
    'Ressource introuvable',
    'Aucune ressource ne porte cet identifiant. Celles d’où viennent des expériences sont dans /v1/proposals.',
  ),
  'judged-request-not-found': missing<Id>(
    'Demande jugée introuvable',
    'Aucune demande jugée ne porte cet identifiant, ou personne ne l’a jugée ici. Celles qui existent sont dans /v1/judged-requests.',
  ),
  'lever-not-found': notListed('Levier', 'Aucun levier ne porte cet identifiant', '/v1/levers'),
  'recommendation-not-found': missing<Id>(
    'Réponse introuvable',
    'Aucune réponse ne porte cet identifiant : recopiez le champ « id » de la réponse qui a fait la proposition.',
  ),
  'feedback-not-found': missing(
    'Avis introuvable',
    'Aucun avis ne porte cet identifiant : il est mal recopié, ou l’avis a déjà été retiré.',
  ),
  'entrusted-question-not-found': missing(
    'Question confiée introuvable',
    'Aucune question confiée ne porte cette référence : elle est mal recopiée, ou la question est déjà effacée, par son auteur, par la rédaction ou par le temps.',
  ),
  'import-not-found': notListed(
    'Import',
    'Aucun import ne porte cet identifiant, ou votre clé ne le voit pas',
    '/v1/imports',
  ),
  'key-not-found': notListed<{ readonly prefix: string }>(
    'Clé',
    'Aucune clé ne porte ce préfixe',
    '/v1/keys',
  ),
  'key-last-admin': conflict<{ readonly prefix: string }>(
    'Dernière clé d’administration',
    'Cette clé est la dernière qui administre les clés : elle ne peut pas se révoquer elle-même. Créez-en une autre, ou révoquez-la avec « essaimage keys revoke ».',
  ),
  'source-reserved': conflict<Id>(
    'Source réservée aux membres',
    'La fiche vient d’une source réservée aux membres : elle le reste. Importez la source à nouveau, ouverte à tous, ou retirez « access ».',
  ),
  'merge-refused': conflict<Id & { readonly into: string }>(
    'Fusion refusée',
    'Ces deux fiches ne peuvent pas n’en faire qu’une ainsi : la réponse dit pourquoi, et quoi faire d’abord.',
  ),
  'import-ended': conflict<Id & { readonly state: string }>(
    'Import déjà terminé',
    'L’import est terminé : il n’y a plus rien à annuler.',
  ),
  'changed-meanwhile': of('outdated')<Id>(
    'Fiche changée entre-temps',
    'La fiche a changé depuis que vous l’avez lue : rien n’est enregistré. Relisez-la (/v1/experiences/{id}/review, avec une clé qui porte aussi « read:members ») et renvoyez la correction avec sa nouvelle version, ou sans If-Match pour ne pas la comparer.',
  ),
  'import-unreadable': unusable<{ readonly origin: string; readonly reason: string }>(
    'Document illisible',
    'Rien n’a pu être lu dans le document ou à l’adresse donnée. Vérifiez que c’est une page de ressources, un fichier JSON, NDJSON ou CSV de la forme décrite, ou un export du service.',
  ),
  'import-refused': unusable<{ readonly origin: string; readonly reason: string }>(
    'Import refusé',
    'L’adresse ou la taille du document n’est pas permise : seules les adresses publiques en http ou https sont lues, dans la limite de taille.',
  ),
  'territory-unknown': unusable<{ readonly code: string; readonly nearest: readonly TerritorySuggestion[] }>(
    'Territoire inconnu',
    'Le territoire donné n’est pas dans le découpage administratif. Le champ « nearest » donne les plus proches ; pour un autre territoire, donnez sa population ou son contexte.',
  ),
  'territory-ambiguous': unusable<{
    readonly code: string;
    readonly candidates: readonly TerritorySuggestion[];
  }>(
    'Territoire ambigu',
    'Ce qui est donné peut désigner plusieurs territoires. Précisez le type ou le code ; le champ « candidates » les donne.',
  ),
  'import-queue-full': of('full', 60)<{ readonly waiting: number }>(
    'Trop d’imports en attente',
    'Trop d’imports attendent déjà. Réessayez quand l’un d’eux sera terminé.',
  ),
  'contributions-full': of('full', 86_400)<{ readonly waiting: number }>(
    'Trop de propositions en attente',
    'Trop d’expériences proposées cette semaine, en tout ou par cette collectivité, attendent déjà une relecture. Réessayez dans quelques jours, ou écrivez à qui exploite le service.',
  ),
  'index-not-ready': unavailable<Nothing>(
    'Index en préparation',
    'Les expériences sont en cours d’indexation',
  ),
  'store-unavailable': unavailable<{ readonly reason: string }>(
    'Base de données indisponible',
    'La base de données ne répond pas',
  ),
  'embedder-unavailable': unavailable<{ readonly reason: string }>(
    'Modèle indisponible',
    'Le modèle qui compare les textes redémarre ou a trop de demandes en attente',
  ),
  'deadline-exceeded': unavailable<{ readonly operation: string; readonly timeoutMs: number }>(
    'Délai dépassé',
    'La réponse a pris trop de temps et a été abandonnée',
  ),
  overloaded: unavailable<{ readonly waiting: number }>(
    'Service surchargé',
    'Le service reçoit plus de demandes qu’il ne peut en traiter',
    10,
  ),
};

/** Returns false for a fault for the operator alone. */
export function isFault(code: string): code is keyof typeof FAULTS {
  return code in FAULTS;
}
