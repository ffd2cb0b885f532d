/** Kind of error that the API answers. Texts are in French. */
export interface ProblemKind {
  /** HTTP status, 400..599. */
  readonly status: number;
  readonly title: string;
  /** Default `detail`: what happened and what to do. */
  readonly advice: string;
  /** Delay before a retry, in seconds; sent as Retry-After. */
  readonly retryAfterSeconds?: number;
  /** WWW-Authenticate header (RFC 6750). */
  readonly challenge?: string;
}

function problem(
  status: number,
  title: string,
  advice: string,
  more: Pick<ProblemKind, 'retryAfterSeconds' | 'challenge'> = {},
): ProblemKind {
  return { status, title, advice, ...more };
}

/** All problems, by `code`. Codes are stable: clients rely on them. */
export const PROBLEMS = {
  'request-invalid': problem(
    400,
    'Requête invalide',
    'Une ou plusieurs valeurs ne conviennent pas. Le champ « errors » dit lesquelles et pourquoi : corrigez-les toutes et renvoyez la requête.',
  ),
  'json-invalid': problem(
    400,
    'JSON illisible',
    'Le corps de la requête n’est pas un document JSON lisible : il est vide, mal formé, n’est pas en UTF-8 ou contient une clé interdite (« __proto__ », « constructor »). Vérifiez-le avec un outil qui valide le JSON.',
  ),
  'body-incomplete': problem(
    400,
    'Corps incomplet',
    'La taille du corps reçu ne correspond pas à l’en-tête Content-Length, ou la connexion a été coupée. Renvoyez la requête.',
  ),
  'http-invalid': problem(
    400,
    'Requête HTTP illisible',
    'Ce qui est arrivé ne suit pas le protocole HTTP/1.1. Vérifiez le client ou le mandataire qui l’envoie.',
  ),
  'url-invalid': problem(
    400,
    'Adresse mal encodée',
    'L’adresse contient un « % » qui n’introduit pas un caractère UTF-8. Encodez les paramètres (encodeURIComponent en JavaScript, --data-urlencode avec curl -G).',
  ),
  'cursor-invalid': problem(
    400,
    'Curseur invalide',
    'Le curseur ne vient pas d’une page précédente de la même recherche. Reprenez la valeur « next » telle quelle, avec les mêmes paramètres, ou repartez sans curseur.',
  ),
  'theme-unknown': problem(
    400,
    'Thème inconnu',
    'Un thème demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/themes.',
  ),
  'lever-unknown': problem(
    400,
    'Levier inconnu',
    'Un levier demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/levers.',
  ),
  'key-required': problem(
    401,
    'Clé demandée',
    'Cette route demande une clé : envoyez l’en-tête « Authorization: Bearer ess_….… ». Les clés se créent avec « essaimage keys create ».',
    { challenge: 'Bearer realm="essaimage"' },
  ),
  'key-invalid': problem(
    401,
    'Clé refusée',
    'La clé donnée n’est pas valable : elle est mal recopiée, inconnue ou révoquée. Vérifiez-la (« Authorization: Bearer ess_….… »), ou retirez l’en-tête pour lire ce qui est public.',
    { challenge: 'Bearer realm="essaimage", error="invalid_token"' },
  ),
  'scope-missing': problem(
    403,
    'Droit manquant',
    'La clé est valable mais ne donne pas ce droit. Demandez une clé qui le porte à qui administre le service.',
  ),
  'route-not-found': problem(
    404,
    'Adresse inconnue',
    'Aucune ressource n’existe à cette adresse. La documentation est à l’adresse /docs.',
  ),
  'experience-not-found': problem(
    404,
    'Expérience introuvable',
    'Aucune expérience ne porte cet identifiant. La liste est à l’adresse /v1/experiences.',
  ),
  'lever-not-found': problem(
    404,
    'Levier introuvable',
    'Aucun levier ne porte cet identifiant. La liste est à l’adresse /v1/levers.',
  ),
  'feedback-not-found': problem(
    404,
    'Avis introuvable',
    'Aucun avis ne porte cet identifiant : il est mal recopié, ou l’avis a déjà été retiré.',
  ),
  'import-not-found': problem(
    404,
    'Import introuvable',
    'Aucun import ne porte cet identifiant, ou votre clé ne le voit pas. La liste est à l’adresse /v1/imports.',
  ),
  'key-not-found': problem(
    404,
    'Clé introuvable',
    'Aucune clé ne porte ce préfixe. La liste est à l’adresse /v1/keys.',
  ),
  'territory-not-found': problem(
    404,
    'Territoire introuvable',
    'Aucun territoire ne porte ce code. Le champ « nearest » donne les plus proches ; cherchez par nom à l’adresse /v1/territories?q=.',
  ),
  'method-not-allowed': problem(
    405,
    'Méthode non permise',
    'Cette adresse existe mais n’accepte pas cette méthode HTTP. L’en-tête Allow donne celles qu’elle accepte.',
  ),
  'request-timeout': problem(
    408,
    'Requête trop lente',
    'La requête n’est pas arrivée en entier à temps. Renvoyez-la.',
  ),
  'import-ended': problem(409, 'Import déjà terminé', 'L’import est terminé : il n’y a plus rien à annuler.'),
  'body-too-large': problem(
    413,
    'Corps trop volumineux',
    'Le corps de la requête dépasse 64 Kio, 16 Kio pour un avis, 1 Mio pour des textes à vectoriser, ou 20 Mio pour un document à importer. Raccourcissez-le, ou coupez le document.',
  ),
  'url-too-long': problem(
    414,
    'Adresse trop longue',
    'Une partie de l’adresse dépasse la longueur permise. Pour une longue demande, utilisez POST /v1/recommendations.',
  ),
  'content-type-unsupported': problem(
    415,
    'Format non pris en charge',
    'Le corps doit être en JSON, avec l’en-tête « Content-Type: application/json » ; un document à importer peut aussi être en text/plain, text/html, text/csv ou application/x-ndjson.',
  ),
  'import-unreadable': problem(
    422,
    'Document illisible',
    'Rien n’a pu être lu dans le document ou à l’adresse donnée. Vérifiez que c’est une page de ressources, un fichier JSON, NDJSON ou CSV de la forme décrite, ou un export du service.',
  ),
  'import-refused': problem(
    422,
    'Import refusé',
    'L’adresse ou la taille du document n’est pas permise : seules les adresses publiques en http ou https sont lues, dans la limite de taille.',
  ),
  'territory-unknown': problem(
    422,
    'Territoire inconnu',
    'Le code donné ne désigne aucun territoire du découpage administratif. Le champ « nearest » donne les plus proches ; pour un territoire sans code, donnez son nom, sa population ou son contexte.',
  ),
  'territory-ambiguous': problem(
    422,
    'Territoire ambigu',
    'Le code donné est celui d’un département et d’une région. Précisez le type de territoire ; le champ « candidates » donne les deux.',
  ),
  'rate-limited': problem(
    429,
    'Trop de requêtes',
    'Le nombre de requêtes permises par minute, ou d’avis par heure, est dépassé pour votre adresse ou pour votre clé. Attendez la durée donnée par l’en-tête Retry-After.',
  ),
  'import-queue-full': problem(
    429,
    'Trop d’imports en attente',
    'Trop d’imports attendent déjà. Réessayez quand l’un d’eux sera terminé.',
    { retryAfterSeconds: 60 },
  ),
  'headers-too-large': problem(
    431,
    'En-têtes trop volumineux',
    'L’adresse et les en-têtes dépassent 16 Kio. Pour une longue demande, utilisez POST /v1/recommendations.',
  ),
  internal: problem(
    500,
    'Erreur interne',
    'Le service a rencontré une erreur imprévue. Si elle se répète, signalez-la avec l’identifiant de requête (requestId).',
  ),
  'index-not-ready': problem(
    503,
    'Index en préparation',
    'Les expériences sont en cours d’indexation. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 5 },
  ),
  'store-unavailable': problem(
    503,
    'Base de données indisponible',
    'La base de données ne répond pas. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 5 },
  ),
  'embedder-unavailable': problem(
    503,
    'Modèle indisponible',
    'Le modèle qui compare les textes redémarre ou a trop de demandes en attente. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 5 },
  ),
  'deadline-exceeded': problem(
    503,
    'Délai dépassé',
    'La réponse a pris trop de temps et a été abandonnée. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 5 },
  ),
  overloaded: problem(
    503,
    'Service surchargé',
    'Le service reçoit plus de demandes qu’il ne peut en traiter. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 10 },
  ),
  closing: problem(
    503,
    'Service en cours d’arrêt',
    'Le service s’arrête ou redémarre. Réessayez dans quelques secondes.',
    { retryAfterSeconds: 10 },
  ),
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}

export const CODES: readonly ProblemCode[] = Object.keys(PROBLEMS).filter(isProblemCode);
