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

/** All problems, by `code`. Codes are stable: clients rely on them. */
export const PROBLEMS = {
  'request-invalid': {
    status: 400,
    title: 'Requête invalide',
    advice:
      'Une ou plusieurs valeurs ne conviennent pas. Le champ « errors » dit lesquelles et pourquoi : corrigez-les toutes et renvoyez la requête.',
  },
  'json-invalid': {
    status: 400,
    title: 'JSON illisible',
    advice:
      'Le corps de la requête n’est pas un document JSON lisible : il est vide, mal formé, n’est pas en UTF-8 ou contient une clé interdite (« __proto__ », « constructor »). Vérifiez-le avec un outil qui valide le JSON.',
  },
  'body-incomplete': {
    status: 400,
    title: 'Corps incomplet',
    advice:
      'La taille du corps reçu ne correspond pas à l’en-tête Content-Length, ou la connexion a été coupée. Renvoyez la requête.',
  },
  'http-invalid': {
    status: 400,
    title: 'Requête HTTP illisible',
    advice:
      'Ce qui est arrivé ne suit pas le protocole HTTP/1.1. Vérifiez le client ou le mandataire qui l’envoie.',
  },
  'url-invalid': {
    status: 400,
    title: 'Adresse mal encodée',
    advice:
      'L’adresse contient un « % » qui n’introduit pas un caractère UTF-8. Encodez les paramètres (encodeURIComponent en JavaScript, --data-urlencode avec curl -G).',
  },
  'cursor-invalid': {
    status: 400,
    title: 'Curseur invalide',
    advice:
      'Le curseur ne vient pas d’une page précédente de la même recherche. Reprenez la valeur « next » telle quelle, avec les mêmes paramètres, ou repartez sans curseur.',
  },
  'theme-unknown': {
    status: 400,
    title: 'Thème inconnu',
    advice:
      'Un thème demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/themes.',
  },
  'lever-unknown': {
    status: 400,
    title: 'Levier inconnu',
    advice:
      'Un levier demandé n’existe pas. Le champ « valid » donne les identifiants possibles, décrits à l’adresse /v1/levers.',
  },
  'key-required': {
    status: 401,
    title: 'Clé demandée',
    advice:
      'Cette route demande une clé : envoyez l’en-tête « Authorization: Bearer ess_….… ». Les clés se créent avec « essaimage keys create ».',
    challenge: 'Bearer realm="essaimage"',
  },
  'key-invalid': {
    status: 401,
    title: 'Clé refusée',
    advice:
      'La clé donnée n’est pas valable : elle est mal recopiée, inconnue ou révoquée. Vérifiez-la (« Authorization: Bearer ess_….… »), ou retirez l’en-tête pour lire ce qui est public.',
    challenge: 'Bearer realm="essaimage", error="invalid_token"',
  },
  'scope-missing': {
    status: 403,
    title: 'Droit manquant',
    advice:
      'La clé est valable mais ne donne pas ce droit. Demandez une clé qui le porte à qui administre le service.',
  },
  'route-not-found': {
    status: 404,
    title: 'Adresse inconnue',
    advice: 'Aucune ressource n’existe à cette adresse. La documentation est à l’adresse /docs.',
  },
  'experience-not-found': {
    status: 404,
    title: 'Expérience introuvable',
    advice: 'Aucune expérience ne porte cet identifiant. La liste est à l’adresse /v1/experiences.',
  },
  'lever-not-found': {
    status: 404,
    title: 'Levier introuvable',
    advice: 'Aucun levier ne porte cet identifiant. La liste est à l’adresse /v1/levers.',
  },
  'feedback-not-found': {
    status: 404,
    title: 'Avis introuvable',
    advice: 'Aucun avis ne porte cet identifiant : il est mal recopié, ou l’avis a déjà été retiré.',
  },
  'import-not-found': {
    status: 404,
    title: 'Import introuvable',
    advice:
      'Aucun import ne porte cet identifiant, ou votre clé ne le voit pas. La liste est à l’adresse /v1/imports.',
  },
  'key-not-found': {
    status: 404,
    title: 'Clé introuvable',
    advice: 'Aucune clé ne porte ce préfixe. La liste est à l’adresse /v1/keys.',
  },
  'territory-not-found': {
    status: 404,
    title: 'Territoire introuvable',
    advice:
      'Aucun territoire ne porte ce code. Le champ « nearest » donne les plus proches ; cherchez par nom à l’adresse /v1/territories?q=.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Méthode non permise',
    advice:
      'Cette adresse existe mais n’accepte pas cette méthode HTTP. L’en-tête Allow donne celles qu’elle accepte.',
  },
  'request-timeout': {
    status: 408,
    title: 'Requête trop lente',
    advice: 'La requête n’est pas arrivée en entier à temps. Renvoyez-la.',
  },
  'import-ended': {
    status: 409,
    title: 'Import déjà terminé',
    advice: 'L’import est terminé : il n’y a plus rien à annuler.',
  },
  'body-too-large': {
    status: 413,
    title: 'Corps trop volumineux',
    advice:
      'Le corps de la requête dépasse 64 Kio, 16 Kio pour un avis, 1 Mio pour des textes à vectoriser, ou 20 Mio pour un document à importer. Raccourcissez-le, ou coupez le document.',
  },
  'url-too-long': {
    status: 414,
    title: 'Adresse trop longue',
    advice:
      'Une partie de l’adresse dépasse la longueur permise. Pour une longue demande, utilisez POST /v1/recommendations.',
  },
  'content-type-unsupported': {
    status: 415,
    title: 'Format non pris en charge',
    advice:
      'Le corps doit être en JSON, avec l’en-tête « Content-Type: application/json » ; un document à importer peut aussi être en text/plain, text/html, text/csv ou application/x-ndjson.',
  },
  'import-unreadable': {
    status: 422,
    title: 'Document illisible',
    advice:
      'Rien n’a pu être lu dans le document ou à l’adresse donnée. Vérifiez que c’est une page de ressources, un fichier JSON, NDJSON ou CSV de la forme décrite, ou un export du service.',
  },
  'import-refused': {
    status: 422,
    title: 'Import refusé',
    advice:
      'L’adresse ou la taille du document n’est pas permise : seules les adresses publiques en http ou https sont lues, dans la limite de taille.',
  },
  'territory-unknown': {
    status: 422,
    title: 'Territoire inconnu',
    advice:
      'Le code donné ne désigne aucun territoire du découpage administratif. Le champ « nearest » donne les plus proches ; pour un territoire sans code, donnez son nom, sa population ou son contexte.',
  },
  'territory-ambiguous': {
    status: 422,
    title: 'Territoire ambigu',
    advice:
      'Le code donné est celui d’un département et d’une région. Précisez le type de territoire ; le champ « candidates » donne les deux.',
  },
  'rate-limited': {
    status: 429,
    title: 'Trop de requêtes',
    advice:
      'Le nombre de requêtes permises par minute, ou d’avis par heure, est dépassé pour votre adresse ou pour votre clé. Attendez la durée donnée par l’en-tête Retry-After.',
  },
  'import-queue-full': {
    status: 429,
    title: 'Trop d’imports en attente',
    advice: 'Trop d’imports attendent déjà. Réessayez quand l’un d’eux sera terminé.',
    retryAfterSeconds: 60,
  },
  'headers-too-large': {
    status: 431,
    title: 'En-têtes trop volumineux',
    advice:
      'L’adresse et les en-têtes dépassent 16 Kio. Pour une longue demande, utilisez POST /v1/recommendations.',
  },
  internal: {
    status: 500,
    title: 'Erreur interne',
    advice:
      'Le service a rencontré une erreur imprévue. Si elle se répète, signalez-la avec l’identifiant de requête (requestId).',
  },
  'index-not-ready': {
    status: 503,
    title: 'Index en préparation',
    advice: 'Les expériences sont en cours d’indexation. Réessayez dans quelques secondes.',
    retryAfterSeconds: 5,
  },
  'store-unavailable': {
    status: 503,
    title: 'Base de données indisponible',
    advice: 'La base de données ne répond pas. Réessayez dans quelques secondes.',
    retryAfterSeconds: 5,
  },
  'embedder-unavailable': {
    status: 503,
    title: 'Modèle indisponible',
    advice:
      'Le modèle qui compare les textes redémarre ou a trop de demandes en attente. Réessayez dans quelques secondes.',
    retryAfterSeconds: 5,
  },
  'deadline-exceeded': {
    status: 503,
    title: 'Délai dépassé',
    advice: 'La réponse a pris trop de temps et a été abandonnée. Réessayez dans quelques secondes.',
    retryAfterSeconds: 5,
  },
  overloaded: {
    status: 503,
    title: 'Service surchargé',
    advice: 'Le service reçoit plus de demandes qu’il ne peut en traiter. Réessayez dans quelques secondes.',
    retryAfterSeconds: 10,
  },
  closing: {
    status: 503,
    title: 'Service en cours d’arrêt',
    advice: 'Le service s’arrête ou redémarre. Réessayez dans quelques secondes.',
    retryAfterSeconds: 10,
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS;
}

export const CODES: readonly ProblemCode[] = Object.keys(PROBLEMS).filter(isProblemCode);

export function problemKind(code: ProblemCode): ProblemKind {
  return PROBLEMS[code];
}
